/// Requests to the images beside what the model makes of them.
public enum ImagesCommand: Equatable, Sendable {
  /// Leafs by pages.
  case leaf(Int)
  /// Chooses another image, so many to the right and down.
  case choose(columns: Int, rows: Int)
  /// Goes to the first images of a class.
  case jumpToClass(ClassChoice)
  /// Shows the next kind of images, or the next order of them.
  case nextSheet, nextOrder
  /// Draws the images small, or pixel for pixel.
  case toggleSize
  /// Changes the noise by tenths.
  case changeNoise(Int)
  /// Draws anew what is drawn at random.
  case redraw
  /// Lets particles take a step, or step by themselves.
  case step, play
  /// Goes to the code of the chosen image.
  case open
}

extension ImagesCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "images.choose", "arrows hjkl", "choose an image", hint: "choose",
      [
        ("Left h", .images(.choose(columns: -1, rows: 0))),
        ("Right l", .images(.choose(columns: 1, rows: 0))),
        ("Up k", .images(.choose(columns: 0, rows: -1))),
        ("Down j", .images(.choose(columns: 0, rows: 1))),
      ]
    ).taking(
      .word([
        "left": .images(.choose(columns: -1, rows: 0)),
        "right": .images(.choose(columns: 1, rows: 0)),
        "up": .images(.choose(columns: 0, rows: -1)),
        "down": .images(.choose(columns: 0, rows: 1)),
      ])),
    CommandRow(
      "images.next", "n N PageDown PageUp", "leaf through the images", hint: "page",
      [("n PageDown", .images(.leaf(1))), ("N PageUp", .images(.leaf(-1)))]
    ).taking(.word(["on": .images(.leaf(1)), "back": .images(.leaf(-1))])),
    CommandRow(
      "images.sheet", "s", "reconstructions, samples, codes, filters: those that the model has",
      hint: "kind", .images(.nextSheet)),
    CommandRow(
      "images.order", "o", "as they come, worst, best, at random, by class", hint: "order",
      .images(.nextOrder)),
    CommandRow(
      "images.open", "Enter", "go to the code of the chosen image", hint: "its code",
      .images(.open)),
    CommandRow(
      "images.size", "z", "small, or pixel for pixel where there is room", hint: "size",
      .images(.toggleSize)),
    CommandRow(
      "images.class", "0-9", "the images of a class",
      (0...9).map { ("\($0)", .images(.jumpToClass(.number($0)))) }
    ).taking(.classChoice { .images(.jumpToClass($0)) }),
    CommandRow(
      "images.noise", "( )", "less, more noise before a denoiser",
      [("(", .images(.changeNoise(-1))), (")", .images(.changeNoise(1)))]
    ).taking(.word(["less": .images(.changeNoise(-1)), "more": .images(.changeNoise(1))])),
    CommandRow("images.redraw", "r", "draw other samples, another order", .images(.redraw)),
    CommandRow("images.step", ".", "one Gibbs step of the particles", .images(.step)),
    CommandRow("images.play", "p", "let the particles step, or stand", .images(.play)),
  ]
}
