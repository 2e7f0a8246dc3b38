public import TerminalUI

/// Requests to the list of settings.
public enum ConfigCommand: Equatable, Sendable {
  /// Chooses a setting by places in the list.
  case select(Int)
  /// Gives it the next of its values, or the one before.
  case change(Int)
  /// Gives a command these keys; its own where there are none.
  case keys([Key], line: String)
}

extension ConfigCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "config", "", "settings, and keys that were given; remembered", [("", .open(.config))]),
    CommandRow(
      "config.key", "", "give a command other keys, or its own again; remembered",
      [("", .palette(.ask("config.key ")))]
    ).taking(keys),
  ]

  static let modeRows: [CommandRow] = [
    CommandRow(
      "config.select", "up down", "choose a setting",
      [("Up k", .config(.select(-1))), ("Down j", .config(.select(1)))]),
    CommandRow(
      "config.change", "left right", "change it",
      [("Left h", .config(.change(-1))), ("Right l Enter Space", .config(.change(1)))]),
    CommandRow("back", "Esc", "close the list", [("Esc q", .back)]),
  ]

  /// A command as it is typed, and keys at the end; `own` in their place gives it its own again.
  private static let keys = CommandArguments("COMMAND KEY ... or own", example: "latent.origin C") {
    words in
    guard words.count > 1 else { return nil }
    if words.last == "own" {
      return .config(.keys([], line: words.dropLast().joined(separator: " ")))
    }
    // The command is as long as it can be: `latent.move left 5` ends with a number that is a key as well.
    for count in (1..<words.count).reversed() {
      let line = words.prefix(count).joined(separator: " ")
      let keys = words.dropFirst(count).compactMap { Key(name: $0) }
      guard case .command = CommandTable.typed(line), keys.count == words.count - count else {
        continue
      }
      return .config(.keys(keys, line: line))
    }
    return nil
  }
}
