import TerminalUI
import Testing

struct MouseEventTests {
  /// Reports of xterm's mode 1006: button, column and row from 1, M for down and m for up.
  @Test(
    arguments: [
      ("0;12;5M", MouseEvent(.press, at: Position(column: 11, row: 4))),
      ("0;12;5m", MouseEvent(.release, at: Position(column: 11, row: 4))),
      ("32;1;1M", MouseEvent(.drag, at: Position(column: 0, row: 0))),
      ("64;300;100M", MouseEvent(.wheelUp, at: Position(column: 299, row: 99))),
      ("65;2;3M", MouseEvent(.wheelDown, at: Position(column: 1, row: 2))),
      ("2;2;3M", nil), ("35;2;3M", nil), ("0;0;3M", nil), ("0;2M", nil), ("0;2;99999M", nil),
      ("0;-2;3M", nil),
    ] as [(String, MouseEvent?)])
  func reports(report: String, event: MouseEvent?) {
    var decoder = InputDecoder()
    let outputs = "\u{1b}[<\(report)".utf8.flatMap { decoder.take($0) }
    #expect(outputs == (event.map { [.mouse($0)] } ?? []))
    #expect("x".utf8.flatMap { decoder.take($0) } == [.key(.character("x"))])
  }
}
