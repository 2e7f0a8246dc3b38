internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

/// Values of `train`'s options to be tried: each with each, or the first of all options together, then the second.
struct SweepPart: Equatable, Sendable {
  /// The texts of values, by the options' names without dashes.
  var options: [String: [String]]
  /// Runs of each setting, with the random seeds from 1 on; those that the options say when nil.
  var seeds: Int?
  /// Values are taken together instead of each with each; an option with a single value has it throughout.
  var isZipped = false

  /// Numbers that are equal are the same value, however they are spelled.
  init(_ options: [String: [String]], seeds: Int? = nil, isZipped: Bool = false) {
    self.options = options.mapValues { $0.map(canonicalText) }
    (self.seeds, self.isZipped) = (seeds, isZipped)
  }
}

// MARK: - Options

extension SweepPart {
  /// The options of `train` that a task may have. A task has a folder of its own, and threads change no bit of it.
  static let rows = OptionList.training.without(["--out", "--resume", "--rescue", "--threads"])

  /// Their names without dashes, in the order in which help lists them.
  static let names = rows.options.map { String($0.name.dropFirst(2)) }

  static let seedName = "seed"

  /// The name of an option on the command line.
  static func optionName(_ name: String) -> String { "--\(name)" }

  /// Whether an option takes no value.
  static func isFlag(_ name: String) -> Bool {
    rows.options.contains { $0.name == optionName(name) && $0.placeholder == nil }
  }

  /// Checks every value by itself, and that values can be taken together where they are to be.
  func check() throws(UsageError) {
    for row in Self.rows.options {
      for value in options[String(row.name.dropFirst(2))] ?? [] { try row.check(value) }
    }
    guard isZipped else { return }
    let several = Self.names.filter { valueCount($0) > 1 }
    for name in several where valueCount(name) != valueCount(several[0]) {
      throw .invalidValue(
        option: Self.optionName(name), value: (options[name] ?? []).joined(separator: ","),
        expected:
          "\(valueCount(several[0])) values, as many as \(Self.optionName(several[0])) has, "
          + "for --zip to take together")
    }
  }

  private func valueCount(_ name: String) -> Int { options[name]?.count ?? 0 }
}

// MARK: - Settings

extension SweepPart {
  /// How many tasks it comes to, as far as that can be told in a number of this kind.
  var taskCount: Double {
    let counts = options.values.map { Double($0.count) }
    let settings = isZipped ? counts.max() ?? 1 : counts.reduce(1, *)
    return settings * Double(seeds ?? 1)
  }

  /// The options of each task, the last one in the order of help changing first, seeds before all others.
  var assignments: [[String: String]] {
    let axes = Self.names.compactMap { name in options[name].map { (name: name, values: $0) } }
    let settings = isZipped ? Self.together(axes) : axes.reduce([[:]], Self.crossed)
    guard let seeds else { return settings }
    return Self.crossed(settings, (Self.seedName, (1...max(seeds, 1)).map(String.init)))
  }

  private static func crossed(
    _ settings: [[String: String]], _ axis: (name: String, values: [String])
  ) -> [[String: String]] {
    settings.flatMap { setting in
      axis.values.map { setting.merging([axis.name: $0]) { $1 } }
    }
  }

  private static func together(_ axes: [(name: String, values: [String])]) -> [[String: String]] {
    (0..<(axes.map(\.values.count).max() ?? 1)).map { place in
      axes.reduce(into: [:]) { setting, axis in
        setting[axis.name] = axis.values[axis.values.count == 1 ? 0 : place]
      }
    }
  }
}

/// A number in its shortest spelling; other texts as they are.
private func canonicalText(_ text: String) -> String {
  if let whole = UInt64(text) { return String(whole) }
  guard let number = Double(text), number.isFinite else { return text }
  return JSONNumber(number).literal
}
