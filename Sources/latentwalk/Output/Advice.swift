internal import Autoencoders
internal import ProgramOptions

/// A command line of this program that a person may paste into a shell, whatever their names are.
struct Advice: Equatable {
  /// The words behind the program's name.
  let words: [String]

  private init(_ words: [String]) { self.words = words }

  /// Goes on with the run in a folder, with another learning rate where one is given.
  static func resume(_ path: String, learningRate: Float? = nil) -> Advice {
    Advice(
      ["train", "--resume", "--out", pathWord(path)]
        + (learningRate.map { ["--learning-rate", "\($0)"] } ?? []))
  }

  /// Walks the latent space of a run that has saved a model.
  static func explore(_ path: String) -> Advice { Advice(["explore", pathWord(path)]) }

  /// Trains what is left of a sweep.
  static func runSweep(_ path: String) -> Advice { Advice(["sweep", "run", pathWord(path)]) }

  /// The line for the shell.
  var text: String { shellLine(["latentwalk"] + words) }
}

extension Advice {
  /// What can be done with a run when the program leaves it, a line each; a run without a model cannot be
  /// walked, and one that is done not gone on with.
  static func lines(for path: String, isFinal: Bool) -> [String] {
    let hasModel = (try? RunFolder.open(path).hasModel) ?? false
    return [
      hasModel ? "walk it with: \(explore(path).text)" : nil,
      isFinal ? nil : "go on with: \(resume(path).text)",
    ].compactMap(\.self)
  }
}
