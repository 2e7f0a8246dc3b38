internal import Autoencoders
internal import TerminalUI

/// Where images stand: tiles in rows, in each the pictures that belong together, one under the other or
/// side by side, over the values of a code and a caption.
struct ImagesGrid: Equatable {
  /// Pixels that a picture is drawn from.
  let pixels: Size
  /// Cells of a picture.
  let picture: Size
  /// The pictures of a tile stand one under the other.
  let isStacked: Bool
  /// Cells of the pictures of a tile together.
  let picturesSize: Size
  /// Cells of a tile.
  let tile: Size
  /// Rows of a tile below its pictures that bars of a code take.
  let barRows: Int
  /// There is a line for a caption.
  let hasCaption: Bool
  /// Tiles beside and over each other.
  let columns: Int
  let rows: Int

  /// Tiles in all.
  var count: Int { columns * rows }

  /// What a tile holds.
  struct Contents: Equatable {
    /// Pixels of a picture.
    let image: Size
    /// Pictures that belong together.
    let pictures: Int
    /// Values of a code that are drawn as bars.
    var bars = 0
    /// Maps of a code that are drawn as pictures.
    var maps: FeatureShape?
  }

  /// Lays out tiles of `contents` in `room`; nil where not even one fits.
  init?(_ contents: Contents, in room: Size, isLarge: Bool) {
    let candidates = Self.candidates(for: contents, isLarge: isLarge)
    let grids = candidates.compactMap { candidate -> ImagesGrid? in
      let grid = Self.best(of: contents, candidate, in: room)
      return grid.flatMap { $0.worth(of: contents) >= candidate.leastWorth ? $0 : nil }
    }
    let most = candidates.compactMap { Self.best(of: contents, $0, in: room) }
      .max { $0.worth(of: contents) < $1.worth(of: contents) }
    let least = Self.leastCandidates.compactMap { Self.best(of: contents, $0, in: room) }
    guard let grid = grids.first ?? most ?? least.first else { return nil }
    self = grid
  }

  // MARK: Sizes

  private struct Candidate {
    /// Pixels along the longer side.
    let side: Int
    /// Each pixel takes two columns and a row, and not half a row.
    var isDoubled = false
    let hasCaption: Bool
    /// Tiles, or maps, below which other sizes are tried.
    let leastWorth: Int
  }

  /// The sides of small pictures, the most wanted first.
  private static let smallSides = [14, 12, 10]

  /// The smallest pictures in which a digit can be told, for where others do not fit.
  private static let leastCandidates = [true, false].map {
    Candidate(side: 8, hasCaption: $0, leastWorth: 1)
  }

  /// The sizes that are tried, the most wanted first. Small images are to be compared; a person who asked
  /// for large ones wants them, be it one.
  private static func candidates(for contents: Contents, isLarge: Bool) -> [Candidate] {
    let small = [true, false].flatMap { hasCaption in
      smallSides.map {
        Candidate(side: $0, hasCaption: hasCaption, leastWorth: contents.maps?.channels ?? 3)
      }
    }
    guard isLarge else { return small }
    let natural = max(contents.image.width, contents.image.height)
    let sides = natural > 28 ? [natural, 28, 20] : [28, 20]
    let doubled = [true, false].map {
      Candidate(side: max(sides[0], natural), isDoubled: true, hasCaption: $0, leastWorth: 2)
    }
    let large = sides.flatMap { side in
      [true, false].map { Candidate(side: side, hasCaption: $0, leastWorth: 1) }
    }
    return doubled + large + small
  }

  /// The better of the two ways to stand pictures together.
  private static func best(
    of contents: Contents, _ candidate: Candidate, in room: Size
  ) -> ImagesGrid? {
    [true, false].compactMap { ImagesGrid(contents, candidate, isStacked: $0, in: room) }
      .max { ($0.worth(of: contents), $0.count) < ($1.worth(of: contents), $1.count) }
  }

  /// Maps of a tile, or else tiles.
  private func worth(of contents: Contents) -> Int {
    contents.maps.map { FeatureMapsView.count(of: $0, in: mapRoom) } ?? count
  }

  /// Cells beside the pictures of a tile.
  var mapRoom: Size {
    Size(width: max(tile.width - picturesSize.width - 1, 0), height: tile.height)
  }

  private init?(
    _ contents: Contents, _ candidate: Candidate, isStacked: Bool, in room: Size
  ) {
    pixels = Self.scaled(contents.image, toSide: candidate.side)
    picture =
      candidate.isDoubled
      ? Size(width: 2 * pixels.width, height: pixels.height)
      : Size(width: pixels.width, height: (pixels.height + 1) / 2)
    self.isStacked = isStacked
    hasCaption = candidate.hasCaption
    let count = contents.pictures
    picturesSize =
      isStacked
      ? Size(width: picture.width, height: count * picture.height)
      : Size(width: count * (picture.width + 1) - 1, height: picture.height)
    let width = contents.maps == nil ? picturesSize.width : max(room.width - 2, 0)
    barRows = contents.bars == 0 ? 0 : (contents.bars + width - 1) / width
    var height = picturesSize.height + barRows + (contents.bars > 0 ? 1 : 0) + (hasCaption ? 1 : 0)
    if let maps = contents.maps {
      let wanted = FeatureMapsView.rows(of: maps, columns: width - picturesSize.width - 1) + 1
      height = min(max(height, wanted), max(room.height, height))
    }
    tile = Size(width: width, height: height)
    // One column to the left of each tile, and one to the right of the last.
    columns = (room.width - 1) / (width + 1)
    rows = room.height / height
    guard picturesSize.width <= width, columns > 0, rows > 0 else { return nil }
  }

  /// A size of about the same shape whose longer side is `side`, of even height, since a cell holds two
  /// rows; whole multiples where it grows.
  private static func scaled(_ size: Size, toSide side: Int) -> Size {
    let longer = max(size.width, size.height)
    if longer <= side {
      let factor = side / longer
      return Size(width: size.width * factor, height: size.height * factor)
    }
    func scaled(_ extent: Int) -> Int { max((extent * side + longer / 2) / longer, 1) }
    return Size(width: scaled(size.width), height: (scaled(size.height) + 1) / 2 * 2)
  }

  // MARK: Places

  /// Where tile `index` stands in `area`.
  func tile(_ index: Int, in area: Rect) -> Rect {
    let (row, column) = (index / columns, index % columns)
    let unused = area.width - 1 - columns * (tile.width + 1)
    let gap = min((area.height - rows * tile.height) / rows, 1)
    return Rect(
      column: area.column + unused / 2 + 1 + column * (tile.width + 1),
      row: area.row + row * (tile.height + gap), width: tile.width, height: tile.height)
  }

  /// Where picture `index` of a tile stands.
  func picture(_ index: Int, in tile: Rect) -> Rect {
    Rect(
      column: tile.column + (isStacked ? 0 : index * (picture.width + 1)),
      row: tile.row + (isStacked ? index * picture.height : 0), width: picture.width,
      height: picture.height)
  }
}

extension ImagesGrid.Contents {
  /// What a tile of a kind of images holds.
  init(_ sheet: ImageSheet, of model: ModelConfiguration) {
    let image = Size(width: model.imageWidth, height: model.imageHeight)
    switch sheet {
    case .reconstructions: self.init(image: image, pictures: 2)
    case .restorations: self.init(image: image, pictures: 3)
    case .samples, .fantasies: self.init(image: image, pictures: 1)
    case .filters: self.init(image: model.filterSize, pictures: 1)
    case .codes:
      let shape = model.codeShape
      self.init(
        image: image, pictures: 2, bars: shape.pixels == 1 ? shape.count : 0,
        maps: shape.pixels > 1 ? shape : nil)
    }
  }
}

extension ModelConfiguration {
  /// Pixels that a unit of the first layer sees.
  fileprivate var filterSize: Size {
    if case .convolution(_, let kernel, _, _, _) = encoder.first {
      return Size(width: kernel, height: kernel)
    }
    return Size(width: imageWidth, height: imageHeight)
  }
}
