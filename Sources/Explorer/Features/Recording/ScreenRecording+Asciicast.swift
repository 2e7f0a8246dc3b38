internal import FileFormats
internal import TerminalUI

extension ScreenRecording {
  /// The bytes of an asciicast file, version 2: a header and a line for each screen, which asciinema and others play.
  func asciicast() -> [UInt8] {
    let first = frames.first?.size ?? Size(width: 0, height: 0)
    var lines = [
      Self.line(
        .object([
          "version": .number(JSONNumber(2)), "width": .number(JSONNumber(first.width)),
          "height": .number(JSONNumber(first.height)), "title": .string("latentwalk"),
          "env": .object(["TERM": .string("xterm-256color")]),
        ]))
    ]
    var size = first
    for frame in frames {
      if frame.size != size {
        size = frame.size
        lines.append(event("r", "\(size.width)x\(size.height)", at: frame.milliseconds))
      }
      lines.append(event("o", frame.output, at: frame.milliseconds))
    }
    // Nothing, so that the last screen stays for as long as it was there.
    lines.append(event("o", "", at: milliseconds))
    return lines.flatMap { Array("\($0)\n".utf8) }
  }

  private func event(_ kind: String, _ text: String, at milliseconds: Int) -> String {
    Self.line(
      .array([.number(JSONNumber(Double(milliseconds) / 1000)), .string(kind), .string(text)]))
  }

  /// Moments, sizes and words always have a form in JSON.
  private static func line(_ value: JSONValue) -> String { (try? value.text()) ?? "" }
}

extension ScreenRecording.Frame {
  /// What a terminal is sent to show it.
  fileprivate var output: String {
    var output = isBlankBefore ? "\u{1b}[?25l\u{1b}[0m\u{1b}[2J" : ""
    for run in runs {
      output += "\u{1b}[\(run.position.row + 1);\(run.position.column + 1)H"
      var style: Style?
      for cell in run.cells {
        if cell.style != style { output += cell.style.selectGraphicRendition }
        style = cell.style
        output.unicodeScalars.append(cell.glyph)
      }
    }
    return output
  }
}
