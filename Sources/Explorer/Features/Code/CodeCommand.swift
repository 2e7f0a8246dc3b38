/// Requests to the values of the code under the cursor.
public enum CodeCommand: Equatable, Sendable {
  /// Chooses a latent by places in the order shown.
  case select(Int)
  /// Moves the chosen value by tenths of its standard deviation over the codes.
  case slide(tenths: Int)
  /// Puts the latents into the next order.
  case nextOrder
  /// Sets the chosen value to zero, or to that of the image that the code came from.
  case zero, restore
}

extension CodeCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "code.select", "up down", "choose a latent", hint: "choose",
      [
        ("Up k", .code(.select(-1))), ("Down j", .code(.select(1))),
        ("PageUp Shift-Up K", .code(.select(-10))), ("PageDown Shift-Down J", .code(.select(10))),
      ]
    ).taking(.word(["up": .code(.select(-1)), "down": .code(.select(1))])),
    CommandRow(
      "code.slide", "left right", "move its value by a tenth of its deviation", hint: "slide",
      [("Left h", .code(.slide(tenths: -1))), ("Right l", .code(.slide(tenths: 1)))]
    ).taking(.word(["left": .code(.slide(tenths: -1)), "right": .code(.slide(tenths: 1))])),
    CommandRow(
      "code.slide", "Shift-left Shift-right", "move it by half a deviation",
      [
        ("Shift-Left H", .code(.slide(tenths: -5))), ("Shift-Right L", .code(.slide(tenths: 5))),
      ]),
    CommandRow(
      "code.order", "o", "latents by KL, by activity, by number", hint: "order",
      .code(.nextOrder)),
    CommandRow("code.zero", "z", "set the chosen value to zero", hint: "zero", .code(.zero)),
    CommandRow(
      "code.restore", "u", "set it to that of the image the code came from", hint: "undo",
      .code(.restore)),
  ]
}
