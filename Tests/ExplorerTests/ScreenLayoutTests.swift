import Explorer
import TerminalUI
import Testing

struct ScreenLayoutTests {
  /// At every size: inside the screen, no overlap, nothing empty, every row used.
  @Test(
    arguments: stride(from: 40, through: 230, by: 7).map { $0 }, [nil] + Pane.allCases.map { $0 })
  func partsFillTheScreenWithoutOverlap(width: Int, alone: Pane?) throws {
    for height in stride(from: 18, through: 90, by: 5) {
      let size = Size(width: width, height: height)
      let layout = try #require(ScreenLayout(size, alone: alone, focus: .latent))
      let parts =
        [layout.title, layout.footer] + (layout.tabs.map { [$0] } ?? []) + layout.panes.values
      let screen = Rect(size)
      for (index, part) in parts.enumerated() {
        #expect(!part.isEmpty && part.column >= 0 && part.maxColumn <= screen.width)
        #expect(part.row >= 0 && part.maxRow <= screen.height)
        #expect(parts[(index + 1)...].allSatisfy { !$0.overlaps(part) })
      }
      #expect(parts.reduce(0) { $0 + $1.width * $1.height } == width * height)
    }
  }

  /// At every supported size a digit is always drawn pixel for pixel.
  @Test(arguments: [(40, 18, 28, 14), (80, 24, 28, 14), (120, 40, 56, 28), (200, 60, 56, 28)])
  func theDigitFitsExactly(width: Int, height: Int, digitWidth: Int, digitHeight: Int) throws {
    let layout = try #require(
      ScreenLayout(
        Size(width: width, height: height), alone: width < 80 ? .digit : nil, focus: .digit))
    let interior = Frame.interior(of: try #require(layout.panes[.digit]))
    #expect(interior.width >= digitWidth && interior.height >= min(digitHeight, 13))
    if width >= 80 { #expect(interior.size == Size(width: digitWidth, height: digitHeight)) }
  }

  @Test func smallerThanTheLeastIsNoLayout() {
    #expect(ScreenLayout(Size(width: 39, height: 60), alone: nil, focus: .latent) == nil)
    #expect(ScreenLayout(Size(width: 200, height: 17), alone: nil, focus: .latent) == nil)
  }
}
