internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import Reproduction

// The models of cards as a plan, so that others can train them: reproduce reads what is done.

extension SweepFolder {
  /// Plans what cards are to have trained; presets that are no preset's of that name become files in the folder.
  ///
  /// - Parameters:
  ///   - seeds: runs of each preset, as many as its card says when nil.
  ///   - data: the name or path of the data.
  init(
    reproducing cards: [ReproductionCard], seeds: Int?, data: String, in path: String
  ) throws {
    var plan = try SweepPlan([])
    for card in cards {
      let words = try card.subjects.flatMap(\.presets).map { try Self.word(for: $0, in: path) }
      guard !words.isEmpty else { continue }
      // Several subjects may be about one preset.
      let presets = words.enumerated().filter { !words[..<$0].contains($1) }.map(\.element)
      try plan.append(
        SweepPart(["preset": presets, "data": [data]], seeds: seeds ?? card.seeds))
    }
    self.init(path, plan)
  }

  /// What `--preset` is given for a preset.
  private static func word(for preset: Preset, in path: String) throws -> String {
    if let named = Preset.named(preset.name), named.model == preset.model,
      named.training == preset.training
    {
      return preset.name
    }
    let folder = "\(path)/presets"
    try createFolder(folder)
    try writeFile(Array(preset.fileText().utf8), to: "\(folder)/\(preset.name).json")
    return pathWord("\(folder)/\(preset.name).json")
  }

  /// The folders of the tasks' runs, by preset and seed as a reproduction names them.
  var reproductionPlaces: [String: String] {
    let named = plan.tasks.compactMap { task -> (String, String)? in
      guard let preset = task.options["preset"], let seed = task.options[SweepPart.seedName] else {
        return nil
      }
      let end = (preset as NSString).lastPathComponent
      let name = end.hasSuffix(".json") ? (end as NSString).deletingPathExtension : end
      return ("\(name)-\(seed)", runPath(task))
    }
    return Dictionary(named) { first, _ in first }
  }
}
