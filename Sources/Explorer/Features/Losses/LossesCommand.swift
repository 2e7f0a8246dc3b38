/// Requests to the charts of losses.
public enum LossesCommand: Equatable, Sendable {
  /// Moves the crosshair by fiftieths of the epochs shown.
  case moveCrosshair(Int)
  /// Makes the axis of losses logarithmic, or linear.
  case toggleLogarithmic
  /// Smooths the training losses less, or more.
  case lessSmoothing, moreSmoothing
  /// Shows every raw value, or the last quarter of the run alone; or no more.
  case toggleOutliers, toggleRecent
  /// Draws runs that were trained before behind the run's own losses, or no more.
  case toggleEarlierRuns
  /// Shows the parts by themselves, the objective's terms stacked, the KL term of each latent.
  case nextShape
}

extension LossesCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "losses.crosshair", "left right", "move the crosshair", hint: "crosshair",
      [("Left h", .losses(.moveCrosshair(-1))), ("Right l", .losses(.moveCrosshair(1)))]
    ).taking(
      .word(["left": .losses(.moveCrosshair(-1)), "right": .losses(.moveCrosshair(1))])),
    CommandRow(
      "losses.crosshair", "Shift-left Shift-right", "move it by ten",
      [
        ("Shift-Left H", .losses(.moveCrosshair(-10))),
        ("Shift-Right L", .losses(.moveCrosshair(10))),
      ]),
    CommandRow("losses.log", "y", "logarithmic axis", hint: "log", .losses(.toggleLogarithmic)),
    CommandRow(
      "losses.smoothing", "< >", "less, more smoothing", hint: "smoothing",
      [("<", .losses(.lessSmoothing)), (">", .losses(.moreSmoothing))]
    ).taking(.word(["less": .losses(.lessSmoothing), "more": .losses(.moreSmoothing)])),
    CommandRow(
      "losses.outliers", "o", "axis holds every value", hint: "outliers", .losses(.toggleOutliers)),
    CommandRow(
      "losses.recent", "b", "whole run or last part", hint: "recent", .losses(.toggleRecent)),
    CommandRow(
      "losses.earlier", "e", "earlier runs of the preset, faint behind",
      .losses(.toggleEarlierRuns)),
    CommandRow(
      "losses.shape", "v", "parts, objective stacked, KL a latent", hint: "stack",
      .losses(.nextShape)),
  ]
}
