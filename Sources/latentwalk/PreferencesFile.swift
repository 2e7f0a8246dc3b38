internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// Where a person's preferences are kept, and the defaults that they set for options.
struct PreferencesFile {
  let path: String

  var isThere: Bool { exists(path) }

  /// What the file holds. What is wrong with it is no reason to do without the rest.
  struct Contents {
    var preferences = Preferences()
    /// What options are where they are not given.
    var defaults = OptionDefaults()
    /// What is wrong, in a line each.
    var faults: [String] = []
  }

  /// The preferences there are; `read` tells what is wrong with the others.
  func load() -> Preferences { read(for: []).preferences }

  /// All that the file holds of commands' options and besides.
  func read(for commands: [ProgramOptions.Command]) -> Contents {
    var contents = Contents()
    guard exists(path) else { return contents }
    func note(_ error: any Error) {
      contents.faults.append("\(path): \(message(for: error)); this is passed over")
    }
    do {
      let text = try readFile(path)
      let (preferences, fault) = Preferences.read(text)
      contents.preferences = preferences
      if let fault { note(fault) }
      if let options = Preferences.options(in: text), !commands.isEmpty {
        contents.defaults = OptionDefaults(
          options, at: Preferences.optionsName, of: commands, fault: note)
      }
    } catch { note(error) }
    return contents
  }

  /// Keeps preferences, unless the file holds what would be lost.
  func save(_ preferences: Preferences) throws {
    let text = exists(path) ? try readFile(path) : nil
    if let text, let fault = Preferences.read(text).fault { throw fault }
    try createFolder(parentFolder(of: path))
    let options = text.flatMap(Preferences.options)
    try writeFile(Array(preferences.text(beside: options).utf8), to: path)
  }
}

extension ProgramEnvironment {
  /// `$XDG_CONFIG_HOME/latentwalk/config.json`.
  var preferencesFile: PreferencesFile {
    PreferencesFile(
      path: "\(userFolder("XDG_CONFIG_HOME", usual: ".config"))/latentwalk/config.json")
  }
}

extension PreferencesError: Explainable {
  var message: String {
    switch self {
    case .notJSON: "is no JSON"
    case .notAnObject: "is no JSON object"
    case .unknownName(let name): "there is no preference '\(name)'"
    case .unknownKeys: "'keys' holds no keys by the names of commands"
    case .keys(let error): "keys: \(error.text)"
    case .unknownValue(let name, let allowed):
      "'\(name)' is none of \(allowed.joined(separator: ", "))"
    }
  }
}
