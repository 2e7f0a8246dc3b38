import Explorer
import TerminalUI
import Testing

struct ScreenLayoutTests {
  /// At every size up to 300x100: inside the screen, no overlap, nothing empty, every cell used; none
  /// where there is too little room.
  @Test(arguments: [nil] + Pane.allCases.map { $0 })
  func partsFillTheScreenWithoutOverlap(alone: Pane?) {
    var unsound: [Size] = []
    for width in 1...300 {
      for height in 1...100 {
        let size = Size(width: width, height: height)
        let isTooSmall = width < ScreenLayout.minimum.width || height < ScreenLayout.minimum.height
        let layout = ScreenLayout(size, alone: alone, focus: .latent)
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
  @Test(arguments: [(40, 18, 28, 14), (80, 24, 28, 14), (120, 40, 56, 28), (200, 60, 56, 28)])
  func theDigitFitsExactly(width: Int, height: Int, digitWidth: Int, digitHeight: Int) throws {
    let layout = try #require(
      ScreenLayout(
        Size(width: width, height: height), alone: width < 80 ? .image : nil, focus: .image))
    let interior = Frame.interior(of: try #require(layout.panes[.image]))
    #expect(interior.width >= digitWidth && interior.height >= min(digitHeight, 13))
    if width >= 80 { #expect(interior.size == Size(width: digitWidth, height: digitHeight)) }
  }

  @Test func smallerThanTheLeastIsNoLayout() {
    #expect(ScreenLayout(Size(width: 39, height: 60), alone: nil, focus: .latent) == nil)
    #expect(ScreenLayout(Size(width: 200, height: 17), alone: nil, focus: .latent) == nil)
  }
}
