import TerminalUI
import Testing

struct GeometryTests {
  @Test func splitsCoverWithoutOverlap() {
    let area = Rect(column: 3, row: 2, width: 17, height: 11)
    for parts in [
      area.columns(3), area.rows(4), [area.splitTop(5).top, area.splitTop(5).rest],
      [area.splitLeft(40).left, area.splitLeft(40).rest],
    ] {
      #expect(parts.reduce(0) { $0 + $1.width * $1.height } == 17 * 11)
      for (index, part) in parts.enumerated() {
        #expect(parts[(index + 1)...].allSatisfy { !$0.overlaps(part) })
      }
    }
  }

  @Test func centersWhatFitsAndCutsWhatDoesNot() {
    let area = Rect(column: 0, row: 0, width: 10, height: 4)
    #expect(
      area.centered(Size(width: 4, height: 2)) == Rect(column: 3, row: 1, width: 4, height: 2))
    #expect(area.centered(Size(width: 40, height: 20)) == area)
  }
}
