internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// The trained models that come with the program: files in a folder that is found from the program's own place.
struct ShippedModels {
  /// Their names, which are those of presets; the first is the one to begin with.
  static let names = ["vae", "ae", "vae-wide", "vae-pytorch", "conv", "denoise", "sparse"]

  /// Their names and what they are, a line each, for help.
  static var list: String {
    let width = (names.map(\.count).max() ?? 0) + 2
    return names.map { name in
      // What follows a colon is for whoever chooses among all presets.
      let summary = Preset.named(name)?.summary.prefix { $0 != ":" } ?? ""
      return "  \(name.padded(to: width))\(summary)"
    }.joined(separator: "\n")
  }

  /// The environment variable that names a place before all others.
  static let variable = "LATENTWALK_ASSETS"

  /// The folders where they are looked for, in order.
  let places: [String]

  /// - Parameters:
  ///   - assets: the place that the environment names, if it does.
  ///   - program: the path of the program, links followed; nil where it is not known.
  init(assets: String?, program: String?) {
    let ofProgram = program.map { [Self.installed(beside: $0), Self.built(above: $0)] } ?? []
    places = ([assets] + ofProgram).compactMap { $0.map { "\($0)/models" } }
  }

  /// `PREFIX/share/latentwalk`, where the program is `PREFIX/bin/latentwalk`.
  private static func installed(beside program: String) -> String {
    parent(of: parent(of: program)) + "/share/latentwalk"
  }

  /// The package's `assets`, where the program is in its build folder.
  private static func built(above program: String) -> String? {
    var folder = parent(of: program)
    while folder.count > 1 {
      if exists("\(folder)/Package.swift"), exists("\(folder)/assets") { return "\(folder)/assets" }
      folder = parent(of: folder)
    }
    return nil
  }

  private static func parent(of path: String) -> String {
    parentFolder(of: path)
  }

  /// The first place that holds any of them; nil where none does.
  var folder: String? { places.first { !Self.names(in: $0).isEmpty } }

  /// The names of those in a folder.
  static func names(in folder: String) -> [String] {
    names.filter { exists("\(folder)/\($0).safetensors") }
  }

  /// The file of the model called `name`; nil where none is shipped by that name, or it is not found.
  func path(of name: String) -> String? {
    guard Self.names.contains(name) else { return nil }
    return places.map { "\($0)/\(name).safetensors" }.first(where: exists)
  }

  /// The file of the model to begin with.
  ///
  /// - Throws: `RunError.noShippedModel` where it is in none of the places.
  func first() throws(RunError) -> String { try required(Self.names[0]) }

  /// The file of the model called `name`, which is one of `names`.
  func required(_ name: String) throws(RunError) -> String {
    guard let path = path(of: name) else {
      throw .noShippedModel(name: name, searched: places, variable: Self.variable)
    }
    return path
  }
}

extension ProgramEnvironment {
  /// The models that come with the program.
  var shippedModels: ShippedModels {
    ShippedModels(
      assets: variables[ShippedModels.variable].flatMap { $0.isEmpty ? nil : $0 },
      program: program)
  }
}

extension Completion {
  /// The names of models that come with the program, and files.
  static var models: Completion { .words(ShippedModels.names, orFiles: true) }
}
