internal import Autoencoders
internal import TerminalUI

/// A part of the plane that is to be shown as decoded images, one for each tile of it.
public struct ManifoldRequest: Equatable, Sendable {
  /// The plane.
  let view: PlaneView
  /// The number of the codes.
  let version: Int
  /// The tiles; each image is that of the code in the middle.
  let tiles: PlaneGrid

  private static let imagesAtOnce = 32

  /// Decodes; nil where nobody waits for it any more.
  func manifold(on bench: Workbench) -> Manifold? {
    guard let map = bench.map, map.view == view else { return nil }
    let codes = tiles.points.map { map.plane.code(at: PlanePoint(x: $0.x, y: $0.y)) }
    var images: [[Float]] = []
    for start in stride(from: 0, to: codes.count, by: Self.imagesAtOnce) {
      guard bench.isWanted() else { return nil }
      images += bench.model.images(
        of: Array(codes[start..<min(start + Self.imagesAtOnce, codes.count)]))
    }
    return Manifold(request: self, images: images, seconds: bench.seconds())
  }
}

/// A part of the plane as decoded images.
public struct Manifold: Equatable, Sendable {
  /// What was asked for.
  public let request: ManifoldRequest
  /// Values from 0 to 1, an image for each tile.
  public let images: [[Float]]
  /// Seconds that it took.
  let seconds: Double

  /// The cells of a plot that shows `viewport`, wherever the images are of.
  ///
  /// - Parameter image: the shape of each image.
  func ground(
    of viewport: Viewport, plot: Size, image: FeatureShape, shading: ImageShading, gamma: Float,
    theme: Theme
  ) -> PlotGround {
    var buffer = CellBuffer(size: plot)
    let scale = PlotScale(viewport, in: buffer.bounds)
    let tiles = request.tiles
    for (index, center) in tiles.points.enumerated()
    where images[index].count == image.count {
      let (halfWidth, halfHeight) = (tiles.cellWidth / 2, tiles.cellHeight / 2)
      let place = scale.cells(
        x: center.x - halfWidth...center.x + halfWidth,
        y: center.y - halfHeight...center.y + halfHeight)
      // Half of a square is as wide as it is high in cells.
      let side = min(place.width, 2 * place.height)
      guard side >= 2, place.overlaps(buffer.bounds), side <= 4 * plot.width else { continue }
      let size = image.size.scaled(toSide: side)
      buffer.draw(
        ImageView(
          resampled(images[index], from: image.size, to: size, channels: image.channels),
          width: size.width, height: size.height, channels: image.channels,
          shading: shading, theme: theme, gamma: gamma), in: place)
    }
    return PlotGround(
      size: plot, cells: (0..<plot.height).flatMap { Array(buffer.row($0)) })
  }
}
