/// An option of a command: its name, the values it takes, what holds where it is not given, and its help.
///
/// `Value` is what a command reads: optional where an option has no default, `Bool` for a flag.
package struct Option<Value: Sendable>: Sendable {
  package let name: String
  /// Stands for the value in help; nil for a flag, which takes none.
  package let placeholder: String?
  package let help: String
  /// The default, as help shows it; nil where there is nothing to tell.
  package let defaultText: String?
  /// The value where the option is not given.
  let absent: Value
  package let expected: String
  /// What a shell can offer for a value.
  package let completion: Completion
  let parse: @Sendable (String) -> Value?
  /// The option is for a command line alone, and no file can set it.
  package private(set) var isOnlyTyped = false
  /// A value may have commas in it.
  package private(set) var hasCommas = false
  /// The environment variable that stands for the option, if any.
  package private(set) var variable: String?
}

extension Option {
  /// An option with a default.
  ///
  /// - Parameter shown: the default in help, where it is not the same everywhere.
  package init(
    _ name: String, _ value: OptionValue<Value>, default standard: Value, shown: String? = nil,
    help: String
  ) {
    self.init(
      name: name, placeholder: value.placeholder, help: help,
      defaultText: shown ?? value.text(standard), absent: standard, expected: value.expected,
      completion: value.completion, parse: value.parse)
  }

  /// An option without a default.
  ///
  /// - Parameter otherwise: what holds where it is not given, in words.
  package init<Wrapped>(
    _ name: String, _ value: OptionValue<Wrapped>, otherwise: String? = nil, help: String
  ) where Value == Wrapped? {
    self.init(
      name: name, placeholder: value.placeholder, help: help, defaultText: otherwise, absent: nil,
      expected: value.expected, completion: value.completion
    ) { text in value.parse(text).map { .some($0) } }
  }
}

extension Option<Bool> {
  /// A flag.
  package init(_ name: String, help: String) {
    self.init(
      name: name, placeholder: nil, help: help, defaultText: nil, absent: false, expected: "",
      completion: .nothing
    ) { _ in true }
  }
}

// MARK: - Where values come from besides a command line

extension Option {
  /// The option, for a command line alone: no file can set it.
  package var onlyTyped: Option {
    var option = self
    option.isOnlyTyped = true
    return option
  }

  /// The option, whose values may have commas in them.
  package var ofLists: Option {
    var option = self
    option.hasCommas = true
    return option
  }

  /// The option, for which an environment variable stands that is before a file.
  package func orVariable(_ variable: String) -> Option {
    var option = self
    option.variable = variable
    return option
  }
}

/// An option whatever its values are: what parsing and help need of it.
package protocol OptionDescription: Sendable {
  var name: String { get }
  /// Stands for the value in help; nil for a flag, which takes none.
  var placeholder: String? { get }
  var help: String { get }
  /// The default, as help shows it; nil where there is nothing to tell.
  var defaultText: String? { get }
  /// Completes "'x' is not".
  var expected: String { get }
  /// What a shell can offer for a value.
  var completion: Completion { get }
  /// No file can set it.
  var isOnlyTyped: Bool { get }
  /// A value may have commas in it.
  var hasCommas: Bool { get }
  /// The environment variable that stands for the option, if any.
  var variable: String? { get }
  /// Checks that `text` is one of the option's values.
  func check(_ text: String) throws(UsageError)
}

extension Option: OptionDescription {
  package func check(_ text: String) throws(UsageError) {
    guard parse(text) != nil else {
      throw .invalidValue(option: name, value: text, expected: expected)
    }
  }
}

/// Options in the order in which help lists them.
package struct OptionList: Sendable {
  package private(set) var options: [any OptionDescription]

  package init<each Value>(_ option: repeat Option<each Value>) {
    options = []
    repeat options.append(each option)
  }

  init(_ options: [any OptionDescription]) { self.options = options }

  package static func + (a: OptionList, b: OptionList) -> OptionList {
    var sum = a
    sum.options += b.options
    return sum
  }
}
