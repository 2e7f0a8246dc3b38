internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// Where a person's preferences are kept.
struct PreferencesFile {
  let path: String

  /// The preferences there are. What is wrong with the file is said in one line, and is no reason to do
  /// without the rest.
  func load() -> Preferences {
    guard exists(path) else { return Preferences() }
    do {
      let (preferences, fault) = Preferences.read(try readFile(path))
      if let fault { warn(fault) }
      return preferences
    } catch {
      warn(error)
      return Preferences()
    }
  }

  private func warn(_ error: any Error) {
    printErrorLine("\(path): \(message(for: error)); this is passed over")
  }

  /// Keeps preferences, unless the file holds what would be lost.
  func save(_ preferences: Preferences) throws {
    if exists(path), let fault = Preferences.read(try readFile(path)).fault { throw fault }
    try createFolder((path as NSString).deletingLastPathComponent)
    try writeFile(Array(preferences.text.utf8), to: path)
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
    case .unknownValue(let name, let allowed):
      "'\(name)' is none of \(allowed.joined(separator: ", "))"
    }
  }
}
