/// The command line did not say what to do. Status 2.
package enum UsageError: Error, Equatable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, command: String, nearest: String?)
  case missingValue(option: String, expected: String)
  case invalidValue(option: String, value: String, expected: String)
  case unexpectedValue(option: String)
  case missingArgument(String, command: String)
  case unexpectedArgument(String, command: String)
  case unknownPreset(String, nearest: String?)
  /// An option that says nothing, or the opposite, together with another.
  case conflict(option: String, other: String)
  /// An option that what is asked for has no use for.
  case unused(option: String, reason: String)
}

/// What was given to a command.
package struct Arguments {
  package let command: CommandSpec
  package let positional: [String]
  private let values: [String: String]

  /// Parses what follows a command's name: `--option value`, `--option=value`, or an argument.
  package init(_ words: some Collection<String>, for command: CommandSpec) throws(UsageError) {
    var positional: [String] = []
    var values: [String: String] = [:]
    var words = ArraySlice(Array(words))
    while let word = words.popFirst() {
      guard word.hasPrefix("--"), word != "--" else {
        if word.hasPrefix("-"), word.count > 1, Double(word) == nil {
          throw Self.unknown(word, command)
        }
        positional.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = command.options.first(where: { $0.name == name }) else {
        throw Self.unknown(name, command)
      }
      guard let expected = option.value else {
        guard parts.count == 1 else { throw .unexpectedValue(option: name) }
        values[name] = ""
        continue
      }
      guard let value = parts.count > 1 ? String(parts[1]) : words.popFirst() else {
        throw .missingValue(option: name, expected: expected)
      }
      values[name] = value
    }
    if positional.count > command.maximumArguments, values["--help"] == nil {
      throw .unexpectedArgument(positional[command.maximumArguments], command: command.invocation)
    }
    self.command = command
    self.positional = positional
    self.values = values
  }

  private static func unknown(_ name: String, _ command: CommandSpec) -> UsageError {
    .unknownOption(
      name, command: command.invocation, nearest: nearest(to: name, in: command.options.map(\.name))
    )
  }

  package func has(_ option: String) -> Bool { values[option] != nil }

  package func string(_ option: String) -> String? { values[option] }

  /// The first argument, which must be there.
  package func required(_ name: String) throws(UsageError) -> String {
    guard let value = positional.first else {
      throw .missingArgument(name, command: command.invocation)
    }
    return value
  }

  package func integer(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = values[option] else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw .invalidValue(
        option: option, value: text,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  package func seed(_ option: String) throws(UsageError) -> UInt64? {
    guard let text = values[option] else { return nil }
    guard let value = UInt64(text) else {
      throw .invalidValue(
        option: option, value: text, expected: "a whole number from 0 to \(UInt64.max)")
    }
    return value
  }

  package func positive(_ option: String) throws(UsageError) -> Float? {
    guard let text = values[option] else { return nil }
    guard let value = Float(text), value > 0, value.isFinite else {
      throw .invalidValue(option: option, value: text, expected: "a number above 0")
    }
    return value
  }

  package func nonNegative(_ option: String) throws(UsageError) -> Double? {
    guard let text = values[option] else { return nil }
    guard let value = Double(text), value >= 0, value.isFinite else {
      throw .invalidValue(option: option, value: text, expected: "a number from 0 up")
    }
    return value
  }

  /// One of a few words.
  package func choice<Value>(
    _ option: String, among choices: [(String, Value)]
  ) throws(UsageError) -> Value? {
    guard let text = values[option] else { return nil }
    guard let choice = choices.first(where: { $0.0 == text }) else {
      throw .invalidValue(
        option: option, value: text, expected: choices.map(\.0).joined(separator: ", "))
    }
    return choice.1
  }
}

/// The name that `word` was most likely meant to be, if one is near.
package func nearest(to word: String, in names: [String]) -> String? {
  let distances = names.map { ($0, editDistance(word, $0)) }
  guard let best = distances.min(by: { $0.1 < $1.1 }) else { return nil }
  return best.1 <= max(2, word.count / 3) ? best.0 : nil
}

/// Insertions, deletions and replacements from one word to another (Levenshtein).
private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var row = Array(0...b.count)
  for (i, character) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let replaced = diagonal + (character == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
