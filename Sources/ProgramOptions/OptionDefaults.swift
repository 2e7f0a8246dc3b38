package import FileFormats

/// Why a default that a person's file sets is passed over.
package enum OptionDefaultsError: Error, Equatable {
  /// What stands at `path`, as in `options.train`, is no object.
  case notAnObject(path: String)
  case unknownCommand(path: String, nearest: String?)
  /// No command, or not this one, has the option.
  case unknownOption(path: String, nearest: String?)
  /// The option is for a command line alone.
  case onlyTyped(path: String)
  /// A value that the option cannot have; `found` in the words of JSON.
  case invalidValue(path: String, found: String, expected: String)
}

/// The defaults of options that a person's file sets, for one command or for all that have the option, as in
/// `{"all": {"threads": 4}, "train": {"preset": "vae-wide"}}`.
package struct OptionDefaults: Equatable, Sendable {
  /// The texts of values by option, for each command.
  private var values: [String: [String: String]] = [:]

  /// What is set, as in `train.threads`, in order.
  package private(set) var names: [String] = []

  /// No defaults.
  package init() {}

  /// Reads what stands under `path` of a person's file, and tells what of it is passed over.
  ///
  /// - Parameter fault: takes each error in the order of the names.
  package init(
    _ json: JSONValue, at path: String, of commands: [Command],
    fault: (OptionDefaultsError) -> Void
  ) {
    guard case .object(let parts) = json else {
      fault(.notAnObject(path: path))
      return
    }
    // What holds for all comes first, so that a command's own is set over it.
    let others = parts.keys.filter { $0 != Self.all }.sorted()
    for name in (parts[Self.all] == nil ? [] : [Self.all]) + others {
      let place = "\(path).\(name)"
      let meant = commands.filter { name == Self.all || $0.name == name }
      guard !meant.isEmpty else {
        let near = nearest(to: name, in: [Self.all] + commands.map(\.name))
        fault(.unknownCommand(path: place, nearest: near))
        continue
      }
      guard case .object(let options)? = parts[name] else {
        fault(.notAnObject(path: place))
        continue
      }
      for (option, value) in options.sorted(by: { $0.key < $1.key }) {
        do throws(OptionDefaultsError) {
          try set(option, to: value, for: meant, at: "\(place).\(option)")
          names.append("\(name).\(option)")
        } catch { fault(error) }
      }
    }
  }

  /// The name that stands for every command.
  private static let all = "all"

  private mutating func set(
    _ name: String, to json: JSONValue, for commands: [Command], at path: String
  ) throws(OptionDefaultsError) {
    let found = commands.flatMap { command in
      command.options.filter { $0.name == "--\(name)" }.map { (command, $0) }
    }
    guard !found.isEmpty else {
      let names = Set(commands.flatMap(\.options).filter { !$0.isOnlyTyped }.map(\.name))
      throw .unknownOption(
        path: path,
        nearest: nearest(to: name, in: names.sorted().map { String($0.dropFirst(2)) }))
    }
    let settable = found.filter { !$0.1.isOnlyTyped }
    guard !settable.isEmpty else { throw .onlyTyped(path: path) }
    if json == .boolean(false), settable.allSatisfy({ $0.1.placeholder == nil }) { return }
    let taking = settable.compactMap { command, option in
      option.text(of: json).map { (command, $0) }
    }
    guard !taking.isEmpty else {
      let option = settable[0].1
      throw .invalidValue(
        path: path, found: (try? json.text()) ?? "", expected: option.expectedInFile)
    }
    for (command, text) in taking { values[command.name, default: [:]]["--\(name)"] = text }
  }

  /// The texts of the values that a command's options have where they are not given.
  ///
  /// - Parameter variables: the environment; a variable that stands for an option is before a file.
  package func texts(of command: Command, _ variables: [String: String]) -> [String: String] {
    let own = values[command.name] ?? [:]
    return own.filter { name, _ in
      let variable = command.options.first { $0.name == name }?.variable
      return variable.flatMap { variables[$0] }?.isEmpty ?? true
    }
  }
}

extension OptionDescription {
  /// The text that a command line would give for a value of a file; nil where the option has no such value.
  fileprivate func text(of json: JSONValue) -> String? {
    let text: String? =
      switch json {
      case .boolean(true) where placeholder == nil: ""
      case .string(let text) where placeholder != nil: text
      case .number(let number) where placeholder != nil: number.literal
      default: nil
      }
    return text.flatMap { (try? check($0)) == nil ? nil : $0 }
  }

  fileprivate var expectedInFile: String { placeholder == nil ? "true or false" : expected }
}
