internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// What layers are of, and what part of it is shown.
struct LayersContext {
  let run: RunID
  let map: LatentMap
  /// The number of the codes that are shown: newer ones have a greater one.
  let version: Int
  let model: ModelConfiguration
  /// The test images; nil where they are not known.
  let images: LabeledImages?
  /// The weights that are shown have an encoder.
  let hasEncoder: Bool
  let viewport: Viewport
  /// Cells that points are drawn in.
  let plot: Size
  /// The row of the code nearest to the cursor.
  let nearest: Int?

  /// The cells as places on the plane.
  var grid: PlaneGrid { grid(columns: plot.width, rows: plot.height) }

  /// Tiles of the plane, as many as have room for a small image.
  var tiles: PlaneGrid {
    grid(
      columns: max(plot.width / Self.tile.width, 1), rows: max(plot.height / Self.tile.height, 1))
  }

  private static let tile = Size(width: 12, height: 6)

  private func grid(columns: Int, rows: Int) -> PlaneGrid {
    PlaneGrid(
      columns: columns, rows: rows, x: viewport.xRange(columns: plot.width),
      y: viewport.yRange(rows: plot.height))
  }

  // MARK: What there is

  /// Why a layer cannot be shown; nil where it can.
  func obstacle(to kind: LayerKind) -> String? {
    if map.hasOnlyCodes, kind.isDecoded { return Self.onlyCodes }
    if map.view == .neighbors, kind == .uncertainty { return Self.onlyCodes }
    if kind == .regions, images?.areLabeled != true {
      return "the classes of the test images are not known"
    }
    return nil
  }

  /// Why posteriors cannot be shown; nil where they can.
  func obstacle(to kind: PosteriorKind) -> String? {
    switch kind {
    case .none: nil
    case _ where images == nil: "the test images are not known"
    case _ where !hasEncoder: "of this epoch the decoder alone was kept"
    case _ where map.view == .neighbors: Self.onlyCodes
    case .nearest, .all: model.isVariational ? nil : "this model's codes have no posterior"
    case .classes: nil
    }
  }

  /// Why the prior has no rings here; nil where it has.
  var obstacleToRings: String? {
    guard model.isVariational else { return "this model has no prior" }
    switch map.view {
    case .latents where map.plane.latentCount == 2, .pair: return nil
    case .latents, .principal, .neighbors:
      return "rings of the prior need a plane of two latents themselves"
    }
  }

  /// Why the plane cannot be shown as decoded images; nil where it can.
  var obstacleToManifold: String? { map.hasOnlyCodes ? Self.onlyCodes : nil }

  private static let onlyCodes = "points between codes mean nothing here"
}
