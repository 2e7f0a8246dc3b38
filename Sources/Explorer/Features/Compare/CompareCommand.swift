/// Requests to the comparison of two runs.
public enum CompareCommand: Equatable, Sendable {
  /// Shows the list of runs to choose the other one from.
  case choose
  /// Compares the run with itself as it was after an epoch.
  case epoch(Int)
  /// Shows one run alone.
  case end
  /// Links the cursors in the next way, or in a certain one.
  case nextLink, link(CompareLink)
  /// Shows the difference of the decoded images, or not.
  case toggleDifference
}

extension CompareCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "compare.with", "W", "compare with another run, chosen from the list", hint: "with",
      .compare(.choose)),
    CommandRow(
      "compare.epoch", "", "compare with this run as it was after an epoch",
      [("", .palette(.ask("compare.epoch ")))]
    ).taking(number),
    CommandRow("compare.end", "", "show this run alone again", [("", .compare(.end))]),
    CommandRow(
      "compare.link", "i", "link the cursors by image, by place, or not", hint: "link",
      .compare(.nextLink)
    ).taking(
      .word([
        "image": .compare(.link(.image)), "place": .compare(.link(.place)),
        "free": .compare(.link(.free)),
      ])),
    CommandRow(
      "compare.difference", "D", "show the difference of the decoded images, or not",
      hint: "difference", .compare(.toggleDifference)),
  ]

  private static let number = CommandArguments("N", example: "3") { words in
    guard words.count == 1, let epoch = Int(words[0]), epoch > 0 else { return nil }
    return .compare(.epoch(epoch))
  }
}
