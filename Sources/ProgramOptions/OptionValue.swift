/// The values that an option takes: how each is read, how it is shown in help, and what is accepted.
package struct OptionValue<Value: Sendable>: Sendable {
  /// Stands for the value in help, as in `N`.
  package let placeholder: String
  /// Completes "'x' is not", as in "a whole number from 1 to 10".
  package let expected: String
  /// What a shell can offer for a value.
  package let completion: Completion
  /// Reads a value; nil where the text is none.
  package let parse: @Sendable (String) -> Value?
  /// Writes a value as a user would give it.
  package let text: @Sendable (Value) -> String

  package init(
    _ placeholder: String, expected: String, completion: Completion = .nothing,
    parse: @escaping @Sendable (String) -> Value?,
    text: @escaping @Sendable (Value) -> String = { "\($0)" }
  ) {
    self.placeholder = placeholder
    self.expected = expected
    self.completion = completion
    self.parse = parse
    self.text = text
  }
}

extension OptionValue<String> {
  /// Any text.
  package static func text(_ placeholder: String) -> Self {
    Self(placeholder, expected: "text") { $0 }
  }

  /// A file's or folder's name, which cannot be empty.
  ///
  /// - Parameter words: names that mean something else, for a shell to offer.
  package static func path(
    _ placeholder: String = "FILE", orWords words: [String] = [], expected: String = "a name"
  ) -> Self {
    Self(placeholder, expected: expected, completion: .words(words, orFiles: true)) {
      $0.isEmpty ? nil : literalPath($0)
    }
  }
}

/// A path as it was given: one that begins with a tilde, which a shell would have replaced, is of a file here
/// that is called so, and Foundation would take it for a home folder.
func literalPath(_ text: String) -> String { text.hasPrefix("~") ? "./\(text)" : text }

extension OptionValue<Int> {
  /// A whole number in a range.
  package static func integer(_ range: ClosedRange<Int>, as placeholder: String = "N") -> Self {
    Self(
      placeholder, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension OptionValue<UInt64> {
  /// A random seed.
  package static var seed: Self {
    Self("N", expected: "a whole number from 0 to \(UInt64.max)") { UInt64($0) }
  }
}

extension OptionValue where Value: BinaryFloatingPoint & LosslessStringConvertible {
  /// A finite number above zero.
  package static func positive(_ placeholder: String = "X") -> Self {
    let range = "\(digits(of: .leastNonzeroMagnitude)) to \(digits(of: .greatestFiniteMagnitude))"
    return number(placeholder, expected: "a number above 0, from \(range)") { $0 > 0 }
  }

  /// A finite number that is not below zero.
  package static func nonNegative(_ placeholder: String = "X") -> Self {
    let most = digits(of: .greatestFiniteMagnitude)
    return number(placeholder, expected: "a number from 0 to \(most)") { $0 >= 0 }
  }

  /// A number in a range.
  package static func number(_ range: ClosedRange<Value>, as placeholder: String = "X") -> Self {
    let bounds = "\(digits(of: range.lowerBound)) to \(digits(of: range.upperBound))"
    return number(placeholder, expected: "a number from \(bounds)") { range.contains($0) }
  }

  /// A number in a range without its upper bound.
  package static func number(_ range: Range<Value>, as placeholder: String = "X") -> Self {
    let bounds = "\(digits(of: range.lowerBound)) to below \(digits(of: range.upperBound))"
    return number(placeholder, expected: "a number from \(bounds)") { range.contains($0) }
  }

  private static func number(
    _ placeholder: String, expected: String, _ accepts: @escaping @Sendable (Value) -> Bool
  ) -> Self {
    Self(
      placeholder, expected: expected,
      parse: { text in Value(text).flatMap { $0.isFinite && accepts($0) ? $0 : nil } },
      text: digits)
  }

  /// A number as a person writes it, 1 and not 1.0.
  private static func digits(of value: Value) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension OptionValue where Value: Equatable {
  /// One of a few words.
  ///
  /// - Parameters:
  ///   - choices: words and what they mean; a word that means what an earlier one does is accepted and
  ///     not shown.
  ///   - placeholder: stands for the word in help; all of them when nil.
  package static func choice(
    _ choices: [(String, Value)], as placeholder: String? = nil
  ) -> Self {
    let shown = choices.enumerated().filter { index, choice in
      !choices[..<index].contains { $0.1 == choice.1 }
    }.map(\.element.0)
    return Self(
      placeholder ?? shown.joined(separator: "|"),
      expected: "one of " + shown.joined(separator: ", "), completion: .words(shown),
      parse: { text in choices.first { $0.0 == text }?.1 },
      text: { value in choices.first { $0.1 == value }?.0 ?? "" })
  }
}

extension OptionValue where Value: CaseIterable & Equatable & RawRepresentable<String> {
  /// One of the type's words.
  package static var choice: Self { choice() }

  /// One of the type's words.
  ///
  /// - Parameter placeholder: stands for the word in help; all of them when nil.
  package static func choice(as placeholder: String? = nil) -> Self {
    choice(Value.allCases.map { ($0.rawValue, $0) }, as: placeholder)
  }
}
