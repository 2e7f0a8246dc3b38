internal import TerminalUI

/// A line that a person types in answer to a question.
public struct TextEntry: Equatable, Sendable {
  /// What the answer is for.
  public enum Purpose: Equatable, Sendable {
    /// Another name for the run in this folder.
    case rename(path: String)
    /// Epochs in all for the run in this folder.
    case epochs(path: String)
  }

  /// What the answer is for.
  public let purpose: Purpose
  /// What was typed so far.
  public internal(set) var text: String

  /// The question in the footer.
  var prompt: String {
    switch purpose {
    case .rename: "new name: \(text)_"
    case .epochs: "epochs in all: \(text)_"
    }
  }

  /// Takes in a key; false for one that types nothing.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): text.append(character)
    case .backspace: if !text.isEmpty { text.removeLast() }
    default: return false
    }
    return true
  }

  /// What the answer asks for; nil where it is none.
  func request() -> RunsCommand? {
    switch purpose {
    case .rename(let path): text.isEmpty ? nil : .rename(path: path, to: text)
    case .epochs(let path): Int(text).flatMap { $0 > 0 ? .trainTo(path: path, epochs: $0) : nil }
    }
  }
}

/// Requests to the line that is typed.
public enum EntryCommand: Equatable, Sendable {
  /// Gives the answer.
  case commit
}

extension EntryCommand {
  static let rows: [CommandRow] = [
    CommandRow("entry.commit", "Enter", "take what was typed", .entry(.commit)),
    CommandRow("back", "Esc", "leave everything as it is", .back),
  ]
}
