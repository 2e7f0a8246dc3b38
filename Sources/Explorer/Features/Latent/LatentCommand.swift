/// What can be done in the latent space.
public enum LatentCommand: Equatable, Sendable {
  case move(columns: Int, rows: Int)
  case finerStep, coarserStep
  case jumpToClass(Int)
  case toggleClass(Int)
  case showAllClasses
  case origin, priorSample, snap
  case zoomIn, zoomOut, fit
  case nextMarkers
}

extension LatentCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "latent.move", "arrows hjkl", "move the cursor by one cell", hint: "move",
      moves(
        by: 1,
        [
          "Left h", "Right l", "Up k", "Down j",
        ])),
    CommandRow(
      "latent.move", "Shift-arrows HJKL", "move by five",
      moves(
        by: 5,
        [
          "Shift-Left H", "Shift-Right L", "Shift-Up K", "Shift-Down J",
        ])),
    CommandRow("latent.step", ",", "smaller steps", .latent(.finerStep)),
    CommandRow("latent.step", ".", "larger steps", .latent(.coarserStep)),
    CommandRow(
      "latent.class", "0-9", "jump to the densest region of a class", hint: "class",
      (0...9).map { ("\($0)", .latent(.jumpToClass($0))) }),
    CommandRow(
      "latent.toggle-class", "x 0-9", "show or hide a class", [("x", .open(.classChoice))]),
    CommandRow("latent.all-classes", "X", "show all classes", .latent(.showAllClasses)),
    CommandRow("latent.origin", "c", "go to the origin", hint: "origin", .latent(.origin)),
    CommandRow("latent.prior", "r", "go to a sample of the prior N(0, I)", .latent(.priorSample)),
    CommandRow("latent.snap", "s", "go to the nearest code", .latent(.snap)),
    CommandRow(
      "latent.zoom", "z Z", "zoom in, zoom out", hint: "zoom",
      [("z", .latent(.zoomIn)), ("Z", .latent(.zoomOut))]),
    CommandRow("latent.fit", "=", "fit all codes", hint: "fit", .latent(.fit)),
    CommandRow("latent.markers", "v", "draw points as dots or as digits", .latent(.nextMarkers)),
  ]

  static let classChoiceRows: [CommandRow] = [
    CommandRow(
      "latent.toggle-class", "0-9", "show or hide this class",
      (0...9).map { ("\($0)", .latent(.toggleClass($0))) })
  ]

  /// Moves to the left, right, up and down.
  private static func moves(by cells: Int, _ keys: [String]) -> [(String, Command)] {
    zip(keys, [(-cells, 0), (cells, 0), (0, -cells), (0, cells)]).map { keys, direction in
      (keys, .latent(.move(columns: direction.0, rows: direction.1)))
    }
  }
}
