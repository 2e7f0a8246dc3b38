import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

struct ImagesGridTests {
  private static let contents: [ImagesGrid.Contents] =
    [(28, 28), (14, 20), (64, 48), (3, 3), (200, 10), (1, 1)].flatMap { width, height in
      [1, 2, 3].map {
        ImagesGrid.Contents(image: Size(width: width, height: height), pictures: $0)
      }
    } + [
      ImagesGrid.Contents(image: Size(width: 28, height: 28), pictures: 2, bars: 32),
      ImagesGrid.Contents(image: Size(width: 28, height: 28), pictures: 2, bars: 256),
      ImagesGrid.Contents(
        image: Size(width: 28, height: 28), pictures: 2,
        maps: FeatureShape(height: 7, width: 7, channels: 32)),
      ImagesGrid.Contents(
        image: Size(width: 28, height: 28), pictures: 2,
        maps: FeatureShape(height: 4, width: 4, channels: 8)),
    ]

  /// Tiles with the lines beside them lie inside, apart from each other, and pictures inside of tiles.
  @Test(arguments: [1, 2, 10, 28, 38, 56, 78, 118, 198, 298])
  func tilesLieApartAndInside(width: Int) {
    for height in [1, 2, 8, 14, 20, 36, 56, 98] {
      for contents in Self.contents {
        for isLarge in [false, true] {
          check(contents, Size(width: width, height: height), isLarge)
        }
      }
    }
  }

  private func check(_ contents: ImagesGrid.Contents, _ room: Size, _ isLarge: Bool) {
    guard let grid = ImagesGrid(contents, in: room, isLarge: isLarge) else { return }
    let area = Rect(column: 3, row: 2, width: room.width, height: room.height)
    let tiles = (0..<grid.count).map { grid.tile($0, in: area) }
    for (index, tile) in tiles.enumerated() {
      #expect(tile.column > area.column && tile.maxColumn < area.maxColumn)
      #expect(tile.row >= area.row && tile.maxRow <= area.maxRow)
      #expect(!tiles[..<index].contains { $0.overlaps(tile) })
    }
    let pictures = (0..<contents.pictures).map { grid.picture($0, in: tiles[0]) }
    for (index, picture) in pictures.enumerated() {
      #expect(picture.maxColumn <= tiles[0].maxColumn && picture.maxRow <= tiles[0].maxRow)
      #expect(!pictures[..<index].contains { $0.overlaps(picture) })
      #expect(picture.width > 0 && picture.height > 0)
    }
  }

  /// At the least size of the screen there is something to see of every kind.
  @Test func theLeastScreenShowsEveryKind() {
    for contents in Self.contents where contents.image.width <= 64 && contents.bars < 100 {
      #expect(ImagesGrid(contents, in: Size(width: 38, height: 14), isLarge: false) != nil)
    }
  }

  @Test func digitsAreSmallUntilTheyAreAskedToBeLarge() throws {
    let contents = ImagesGrid.Contents(image: Size(width: 28, height: 28), pictures: 2)
    func grid(_ width: Int, _ height: Int, isLarge: Bool) throws -> ImagesGrid {
      try #require(
        ImagesGrid(contents, in: Size(width: width, height: height), isLarge: isLarge))
    }
    let small = try grid(78, 20, isLarge: false)
    #expect(small.picture == Size(width: 14, height: 7) && small.count == 5 && small.isStacked)
    let large = try grid(78, 20, isLarge: true)
    #expect(large.picture == Size(width: 28, height: 14) && !large.isStacked)
    let doubled = try grid(198, 56, isLarge: true)
    #expect(doubled.picture == Size(width: 56, height: 28) && doubled.count == 3)
    #expect(doubled.pixels == Size(width: 28, height: 28))
  }
}
