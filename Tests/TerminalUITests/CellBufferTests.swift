import TerminalUI
import Testing

struct CellBufferTests {
  @Test func writesInsideItselfOnly() {
    var buffer = CellBuffer(size: Size(width: 4, height: 2))
    #expect(buffer.write("abcdef", column: 2, row: 0) == 8)
    buffer.write("xy", column: -1, row: 1)
    buffer.write("no", column: 0, row: 5)
    #expect(buffer.text == "  ab\ny\n")
  }

  /// Nothing that came from a file may command the terminal or take more or less than a cell.
  @Test(arguments: [
    "\u{1b}", "\u{7}", "\n", "\u{9b}", "\u{200b}", "\u{301}", "漢", "😀", "\u{202e}", "\u{ad}",
  ])
  func makesUnfitScalarsVisible(scalar: String) {
    var buffer = CellBuffer(size: Size(width: 3, height: 1))
    buffer.write("a\(scalar)b", column: 0, row: 0)
    #expect(buffer.text == "a?b\n")
  }

  @Test func keepsWhatTheScreensAreDrawnWith() {
    for scalar in "aé−²→↑●…▀█│─┌⠿µ≤".unicodeScalars { #expect(scalar.isOneCell, "\(scalar)") }
  }

  @Test func writesAnsiOnlyWhereTheStyleChanges() {
    var buffer = CellBuffer(size: Size(width: 3, height: 1))
    buffer.write("ab", column: 0, row: 0, style: Style(.indexed(208), on: .ansi(9), .bold))
    #expect(buffer.ansiText == "\u{1b}[0;1;38;5;208;101mab\u{1b}[0m \n")
  }

  @Test func sizesAreNeverNegative() {
    #expect(CellBuffer(size: Size(width: -1, height: 3)).size == Size(width: 0, height: 3))
    #expect(Rect(column: 0, row: 0, width: 1, height: 1).inset().isEmpty)
  }
}
