/// Requests to the epochs of a run.
public enum EpochsCommand: Equatable, Sendable {
  /// Shows an epoch by places in the order of those that are kept.
  case step(Int)
  /// Shows the first epoch that is kept, or the newest state.
  case first, last
  /// Shows the epoch of this number, or the nearest that is kept.
  case show(Int)
  /// Shows epochs one after another, or stands still.
  case play
  /// Lets the cursor go with the code of its image, or stay where it is.
  case toggleFollowing
}

extension EpochsCommand {
  static let rows: [CommandRow] = [
    CommandRow("epoch.back", "[", "an epoch back", .epochs(.step(-1))),
    CommandRow("epoch.forward", "]", "an epoch on", .epochs(.step(1))),
    CommandRow("epoch.first", "{", "the first epoch that is kept", .epochs(.first)),
    CommandRow("epoch.last", "}", "the newest epoch", .epochs(.last)),
    CommandRow(
      "epoch.play", "T", "time lapse: the epochs one after another, or stand still", .epochs(.play)),
    CommandRow(
      "epoch.show", "", "this epoch, or the nearest that is kept",
      [("", .palette(.ask("epoch.show ")))]
    ).taking(number),
    CommandRow(
      "epoch.follow-image", "",
      "from epoch to epoch, go with the code of the cursor's image, or stay",
      .epochs(.toggleFollowing)),
  ]

  private static let number = CommandArguments("N", example: "12") { words in
    guard words.count == 1, let epoch = Int(words[0]), epoch > 0 else { return nil }
    return .epochs(.show(epoch))
  }
}
