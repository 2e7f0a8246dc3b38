/// Requests to the drawing.
public enum DrawCommand: Equatable, Sendable {
  /// Moves the pen by pixels; where it is down, it draws.
  case move(columns: Int, rows: Int)
  /// Puts the pen down, or lifts it.
  case togglePen
  /// Turns the pen round to erase, or to draw.
  case toggleEraser
  /// Takes a wider or a narrower brush, by so many sizes.
  case widen(Int)
  /// Draws in the next color, or in a certain one.
  case nextColor, color(Ink)
  /// Takes everything away, or the last change back.
  case clear, undo
  /// Brings the drawing into the frame that MNIST has before the model reads it, or leaves it as drawn.
  case toggleFrame
  /// Begins with a test image: the next one of a class, or that of a number.
  case fromClass(ClassChoice), fromImage(Int)
  /// Writes the drawing to a file, as the model reads it.
  case save(to: String)
}

extension DrawCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "draw.pen", "Space", "put the pen down to draw where it goes, or lift it", hint: "pen",
      .draw(.togglePen)),
    CommandRow(
      "draw.move", "arrows hjkl", "move the pen by a pixel", hint: "move",
      moves(by: 1, ["Left h", "Right l", "Up k", "Down j"])
    ).taking(.directions { .draw(.move(columns: $0, rows: $1)) }),
    CommandRow(
      "draw.move", "Shift-arrows HJKL", "move it by five",
      moves(by: 5, ["Shift-Left H", "Shift-Right L", "Shift-Up K", "Shift-Down J"])),
    CommandRow(
      "draw.size", "< >", "a narrower, a wider brush", hint: "size",
      [("<", .draw(.widen(-1))), (">", .draw(.widen(1)))]
    ).taking(.word(["narrower": .draw(.widen(-1)), "wider": .draw(.widen(1))])),
    CommandRow("draw.erase", "e", "erase, or draw again", hint: "erase", .draw(.toggleEraser)),
    CommandRow("draw.clear", "x", "take everything away", hint: "clear", .draw(.clear)),
    CommandRow("draw.undo", "u", "take the last change back", hint: "undo", .draw(.undo)),
    CommandRow(
      "draw.center", "c", "box and center as MNIST's digits have them, or as it is drawn",
      hint: "center", .draw(.toggleFrame)),
    CommandRow(
      "draw.from", "0-9", "begin with a test image: the next one of a class, or #N",
      hint: "begin with", (0...9).map { ("\($0)", .draw(.fromClass(.number($0)))) }
    ).taking(start),
    CommandRow(
      "draw.color", "i", "draw in the next color, where images have any", .draw(.nextColor)
    )
    .taking(
      CommandArguments("COLOR", example: "red", candidates: colors.map(\.rawValue)) { words in
        guard words.count == 1, let ink = colors.first(where: { $0.rawValue == words[0] }) else {
          return nil
        }
        return .draw(.color(ink))
      }),
    CommandRow(
      "draw.save", "s", "write the drawing, as the model reads it, to a PNG or NPY file",
      [("s", .palette(.ask("draw.save ")))]
    ).taking(
      CommandArguments("FILE", example: "drawing.png") { words in
        words.isEmpty ? nil : .draw(.save(to: words.joined(separator: " ")))
      }),
  ]

  /// All but that which erases.
  static let colors = Ink.allCases.filter { $0 != .black }

  /// A class, or the number of an image.
  private static let start = CommandArguments("CLASS or #N", example: "3") { words in
    guard let first = words.first else { return nil }
    guard first.hasPrefix("#"), words.count == 1 else {
      return .draw(.fromClass(ClassChoice(words.joined(separator: " "))))
    }
    return Int(first.dropFirst()).flatMap { $0 >= 0 ? .draw(.fromImage($0)) : nil }
  }

  /// Moves to the left, right, up and down.
  private static func moves(by pixels: Int, _ keys: [String]) -> [(String, Command)] {
    zip(keys, [(-pixels, 0), (pixels, 0), (0, -pixels), (0, pixels)]).map { keys, direction in
      (keys, .draw(.move(columns: direction.0, rows: direction.1)))
    }
  }
}
