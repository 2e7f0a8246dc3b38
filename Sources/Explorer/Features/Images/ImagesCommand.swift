/// Requests to the images beside what the model makes of them.
public enum ImagesCommand: Equatable, Sendable {
  /// Leafs by pages.
  case leaf(Int)
  /// Shows the next kind of images, or the next order of them.
  case nextSheet, nextOrder
  /// Draws the images small, or pixel for pixel.
  case toggleSize
  /// Changes the noise by tenths.
  case changeNoise(Int)
}

extension ImagesCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "images.next", "left right", "leaf through the images", hint: "page",
      [
        ("Left h PageUp", .images(.leaf(-1))), ("Right l PageDown n", .images(.leaf(1))),
      ]
    ).taking(.word(["back": .images(.leaf(-1)), "on": .images(.leaf(1))])),
    CommandRow(
      "images.sheet", "s", "reconstructions, samples, filters", hint: "kind", .images(.nextSheet)),
    CommandRow(
      "images.order", "o", "as they come, worst, best, random, by class", hint: "order",
      .images(.nextOrder)),
    CommandRow("images.size", "z", "small, or pixel for pixel", hint: "size", .images(.toggleSize)),
    CommandRow(
      "images.noise", "( )", "less, more noise before the model",
      [("(", .images(.changeNoise(-1))), (")", .images(.changeNoise(1)))]
    ).taking(.word(["less": .images(.changeNoise(-1)), "more": .images(.changeNoise(1))])),
  ]
}
