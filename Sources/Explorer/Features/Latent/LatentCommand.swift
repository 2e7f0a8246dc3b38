/// Requests to the latent space.
public enum LatentCommand: Equatable, Sendable {
  /// Moves the cursor by steps to the right and down.
  case move(columns: Int, rows: Int)
  /// Halves or doubles the step, from a sixteenth to sixteen cells.
  case finerStep, coarserStep
  /// Puts the cursor into a class's densest region.
  case jumpToClass(ClassChoice)
  /// Shows or hides a class.
  case toggleClass(ClassChoice)
  /// Shows one class alone.
  case isolateClass(ClassChoice)
  /// Shows every class.
  case showAllClasses
  /// Puts the cursor at the plane's origin, at a sample of the prior, or at the nearest code.
  case origin, priorSample, snap
  /// Puts the cursor at a code, or at that of an image.
  case goTo(LatentTarget)
  /// Puts the cursor at a code near where the cursor was last put by other means, by places in their order.
  case neighbor(Int)
  /// Shows less of the plane, more of it, or all codes.
  case zoomIn, zoomOut, fit
  /// Draws points as dots, as digits, or not at all.
  case nextMarkers
}

extension LatentCommand {
  /// Whether it puts the cursor elsewhere.
  var movesCursor: Bool {
    switch self {
    case .move, .jumpToClass, .origin, .priorSample, .snap, .goTo, .neighbor: true
    default: false
    }
  }
}

/// A place to put the cursor at.
public enum LatentTarget: Equatable, Sendable {
  /// The code itself, of as many values as the model has latents.
  case code([Float])
  /// The code of the image of this number.
  case image(Int)
}

extension LatentCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "latent.move", "arrows hjkl", "move the cursor by one cell", hint: "move",
      moves(
        by: 1,
        [
          "Left h", "Right l", "Up k", "Down j",
        ])
    ).taking(.directions { .latent(.move(columns: $0, rows: $1)) }),
    CommandRow(
      "latent.move", "Shift-arrows HJKL", "move by five",
      moves(
        by: 5,
        [
          "Shift-Left H", "Shift-Right L", "Shift-Up K", "Shift-Down J",
        ])),
    CommandRow("latent.step", ",", "smaller steps", .latent(.finerStep))
      .taking(.word(["finer": .latent(.finerStep), "coarser": .latent(.coarserStep)])),
    CommandRow("latent.step", ".", "larger steps", .latent(.coarserStep)),
    CommandRow(
      "latent.class", "0-9", "jump to the densest region of a class", hint: "class",
      (0...9).map { ("\($0)", .latent(.jumpToClass(.number($0)))) }
    ).taking(.classChoice { .latent(.jumpToClass($0)) }),
    CommandRow(
      "latent.toggle-class", "x 0-9", "show or hide a class", [("x", .open(.classChoice))]
    ).taking(.classChoice { .latent(.toggleClass($0)) }),
    CommandRow(
      "latent.isolate", "Alt-0-9", "show one class alone",
      (0...9).map { ("Alt-\($0)", .latent(.isolateClass(.number($0)))) }
    ).taking(.classChoice { .latent(.isolateClass($0)) }),
    CommandRow(
      "latent.find-class", "/", "show one class alone, by its name or the beginning of it",
      .palette(.ask("latent.isolate "))),
    CommandRow("latent.all-classes", "X", "show all classes", .latent(.showAllClasses)),
    CommandRow("latent.origin", "c", "go to the origin", hint: "origin", .latent(.origin)),
    CommandRow("latent.prior", "r", "go to a sample of the prior N(0, I)", .latent(.priorSample)),
    CommandRow("latent.snap", "s", "go to the nearest code", .latent(.snap)),
    CommandRow(
      "latent.neighbor", "n N", "go to the next, the previous of the nearest codes",
      hint: "neighbor", [("n", .latent(.neighbor(1))), ("N", .latent(.neighbor(-1)))]
    ).taking(.word(["next": .latent(.neighbor(1)), "previous": .latent(.neighbor(-1))])),
    CommandRow(
      "latent.goto", "", "go to a code of the model, or to that of image #N",
      [("", .palette(.ask("latent.goto ")))]
    ).taking(target),
    CommandRow(
      "latent.zoom", "z Z", "zoom in, zoom out", hint: "zoom",
      [("z", .latent(.zoomIn)), ("Z", .latent(.zoomOut))]
    ).taking(.word(["in": .latent(.zoomIn), "out": .latent(.zoomOut)])),
    CommandRow("latent.fit", "=", "fit all codes", hint: "fit", .latent(.fit)),
    CommandRow(
      "latent.markers", "v", "draw points as dots, as digits, or not at all", .latent(.nextMarkers)),
  ]

  static let classChoiceRows: [CommandRow] = [
    CommandRow(
      "latent.toggle-class", "0-9", "show or hide this class",
      (0...9).map { ("\($0)", .latent(.toggleClass(.number($0)))) })
  ]

  /// The values of a code, or the number of an image.
  private static let target = CommandArguments("X Y ... or #N", example: "0.5 -1") { words in
    if words.count == 1, words[0].hasPrefix("#") {
      return Int(words[0].dropFirst()).flatMap { $0 >= 0 ? .latent(.goTo(.image($0))) : nil }
    }
    let values = words.compactMap { Float($0) }.filter(\.isFinite)
    guard !values.isEmpty, values.count == words.count else { return nil }
    return .latent(.goTo(.code(values)))
  }

  /// Moves to the left, right, up and down.
  private static func moves(by cells: Int, _ keys: [String]) -> [(String, Command)] {
    zip(keys, [(-cells, 0), (cells, 0), (0, -cells), (0, cells)]).map { keys, direction in
      (keys, .latent(.move(columns: direction.0, rows: direction.1)))
    }
  }
}
