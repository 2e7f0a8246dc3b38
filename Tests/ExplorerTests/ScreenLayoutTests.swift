import Explorer
import TerminalUI
import Testing

struct ScreenLayoutTests {
  /// At every size up to 300x100: inside the screen, no overlap, nothing empty, every cell used; none
  /// where there is too little room.
  @Test(arguments: Screen.allCases, [true, false])
  func partsFillTheScreenWithoutOverlap(screen: Screen, isAlone: Bool) {
    var unsound: [Size] = []
    let alone = isAlone ? screen.panes.last : nil
    for width in 1...300 {
      for height in 1...100 {
        let size = Size(width: width, height: height)
        let isTooSmall = width < ScreenLayout.minimum.width || height < ScreenLayout.minimum.height
        let layout = ScreenLayout(
          size, screen: screen, panes: screen.panes, alone: alone, focus: screen.panes[0])
        if layout.map({ Self.isSound($0, size) }) ?? isTooSmall { continue }
        unsound.append(size)
      }
    }
    #expect(unsound == [])
  }

  private static func isSound(_ layout: ScreenLayout, _ size: Size) -> Bool {
    let parts =
      [layout.title, layout.footer] + (layout.tabs.map { [$0] } ?? []) + layout.panes.values
    let isInside = parts.allSatisfy {
      !$0.isEmpty && $0.column >= 0 && $0.row >= 0 && $0.maxColumn <= size.width
        && $0.maxRow <= size.height
    }
    let isDisjoint = parts.indices.allSatisfy { index in
      parts[(index + 1)...].allSatisfy { !$0.overlaps(parts[index]) }
    }
    return isInside && isDisjoint
      && parts.reduce(0) { $0 + $1.width * $1.height } == size.width * size.height
  }

  /// At every supported size a digit is always drawn pixel for pixel.
  @Test(arguments: [
    (40, 18, 28, 14), (57, 24, 28, 14), (58, 18, 28, 14), (79, 24, 28, 14), (80, 24, 28, 14),
    (120, 40, 56, 28), (200, 60, 56, 28), (300, 100, 56, 28),
  ])
  func theImageFits(width: Int, height: Int, imageWidth: Int, imageHeight: Int) throws {
    let layout = try #require(
      ScreenLayout(
        Size(width: width, height: height), screen: .walk, panes: Screen.walk.panes, alone: nil,
        focus: .image))
    let interior = Frame.interior(of: try #require(layout.panes[.image]))
    #expect(interior.width >= imageWidth && interior.height >= imageHeight)
  }

  /// From 58 columns on the scatter and the image are side by side.
  @Test(arguments: [(58, 18), (58, 24), (79, 24), (80, 24), (120, 40), (200, 60)])
  func theScatterIsBesideTheImage(width: Int, height: Int) throws {
    let layout = try #require(
      ScreenLayout(
        Size(width: width, height: height), screen: .walk, panes: Screen.walk.panes, alone: nil,
        focus: .latent))
    #expect(layout.panes[.latent] != nil && layout.panes[.image] != nil && layout.tabs == nil)
  }

  @Test func smallerThanTheLeastIsNoLayout() {
    for size in [Size(width: 39, height: 60), Size(width: 200, height: 17)] {
      #expect(
        ScreenLayout(size, screen: .walk, panes: [.latent], alone: nil, focus: .latent) == nil)
    }
  }
}
