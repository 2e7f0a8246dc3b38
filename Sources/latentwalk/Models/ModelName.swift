internal import FileFormats
internal import Foundation

extension ProgramEnvironment {
  /// The path of the run or model that a person means by `name`: a file or folder as it stands; a run of theirs by
  /// its whole name, or by its preset, of which the newest is meant; a model that comes with the program; or a run
  /// of theirs by the beginning of one name alone. What is none of these is taken for a path.
  func modelPath(_ name: String) throws -> String {
    let isTaken =
      exists(name) || UserRuns.path(ofRunOrPreset: name, in: runsFolder) != nil
    if !isTaken, ShippedModels.names.contains(name) { return try shippedModels.required(name) }
    return try runPath(name)
  }

  /// The path of the run or log that a person means by `name`, likewise, but for models that come with the program.
  func runPath(_ name: String) throws -> String {
    if exists(name) || name.contains("/") { return name }
    if let run = UserRuns.path(ofRunOrPreset: name, in: runsFolder) { return run }
    return try UserRuns.path(ofOneBeginning: name, in: runsFolder) ?? name
  }
}
