import FileFormats
import ProgramOptions
import TestSupport
import Testing

@testable import Autoencoders
@testable import latentwalk

/// An option that would change nothing is refused before anything is done.
@Suite(.mustEnd)
struct UnusedOptionTests {
  struct Case: CustomTestStringConvertible {
    let words: [String]
    let option: String
    let reason: String
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: String, refuses option: String, _ reason: String) {
      self.words = words.split(separator: " ").map(String.init)
      self.option = option
      self.reason = reason
    }
  }

  static let cases = [
    Case("animate @run --frame 50", refuses: "--frame", "one picture"),
    Case("anomaly @ae --normal 3 --count 9", refuses: "--count", "--picture"),
    Case("anomaly @ae --normal 3 --largest --quantile 0.9", refuses: "--quantile", "--largest"),
    Case("compress @ae --bits 4", refuses: "--bits", "--out"),
    Case("compress @ae --format png", refuses: "--format", "--decode"),
    Case("compress @ae --decode a --tail 0", refuses: "--tail", "--decode"),
    Case("compress @ae --decode a --data digits", refuses: "--data", "--decode"),
    Case("decode @vae --z 0,0 --scale 3", refuses: "--scale", "PNG"),
    Case("denoise @vae --format npy --scale 3", refuses: "--scale", "PNG"),
    Case("encode @vae --out a.npy --count 3", refuses: "--count", "--format png"),
    Case("eval @ae --samples 3", refuses: "--samples", "no posterior"),
    Case("eval @ae --importance 3", refuses: "--importance", "no posterior"),
    Case("eval @ae --mutual-information 3", refuses: "--mutual-information", "no posterior"),
    Case("eval @ae --seed 3", refuses: "--seed", "nothing is drawn"),
    Case("eval @flow --mutual-information 3", refuses: "--mutual-information", "flow"),
    Case("eval @binary --baselines", refuses: "--baselines", "binarized"),
    Case("interpolate @vae --from 0,0 --to 1,1 --data digits", refuses: "--data", "--from"),
    Case("project @vae --method pca --perplexity 5", refuses: "--perplexity", "PCA"),
    Case("project @vae --background light", refuses: "--background", "png and svg"),
    Case("reconstruct @vae --seed 3", refuses: "--seed", "nothing is drawn"),
    Case("render --background light", refuses: "--background", "text"),
    Case("render --color 256", refuses: "--color", "text"),
    Case("render --format ansi --color none --background light", refuses: "--background", "colors"),
    Case("render @vae --epochs 3", refuses: "--epochs", "trained already"),
    Case("reproduce R1 --report --threads 2", refuses: "--threads", "--report"),
    Case("sample @vae --data digits", refuses: "--data", "--mixture"),
    Case("sample @vae --threads 2", refuses: "--threads", "--mixture"),
    Case("sample @vae --format npy --columns 3", refuses: "--columns", "array"),
    Case("train --plain --color 16", refuses: "--color", "no screen"),
    Case("train --resume --out @run --classes 3", refuses: "--classes", "resumed"),
    Case("train --resume --out @run --schedule cosine", refuses: "--schedule", "resumed"),
    Case(
      "train --preset vae-pytorch --pictures-every 1", refuses: "--pictures-every", "two latents"),
    Case("train --preset simple --kl-weight 2", refuses: "--kl-weight", "no KL term"),
    Case("train --preset ae --kl-warm-up 2", refuses: "--kl-warm-up", "no KL term"),
    Case("train --preset simple --estimator dreg", refuses: "--estimator", "no KL term"),
    Case("train --preset vae --estimator dreg", refuses: "--estimator", "ELBO"),
    Case("train --preset vae --l1 2", refuses: "--l1", "samples its codes"),
    Case("train --preset sparse --l1 1 --contraction 2", refuses: "--contraction", "--l1"),
    Case("train --preset deep --contraction 2", refuses: "--contraction", "one dense layer"),
    Case("train --preset simple --activation 2", refuses: "--activation", "sigmoid"),
    Case("train --preset iaf --free-bits 2", refuses: "--free-bits", "not a plain Gaussian"),
    Case("train --preset vae-keras-2017 --importance 5", refuses: "--importance", "Gaussian"),
    Case("train --preset vae-capacity --importance 2", refuses: "--importance", "no KL term"),
    Case("train --kl-warm-up 2 --kl-cycle 3", refuses: "--kl-cycle", "--kl-warm-up"),
    Case("train --free-bits 2 --capacity 3", refuses: "--capacity", "--free-bits"),
    Case("train --kl-weight 0 --kl-warm-up 3", refuses: "--kl-warm-up", "weighs nothing"),
    Case("train --preset rbm --l1 1", refuses: "--l1", "contrastive divergence"),
    Case("train --preset rbm --learning-rate 1", refuses: "--learning-rate", "contrastive"),
    Case("train --preset rbm --validation 9 --patience 1", refuses: "--patience", "contrastive"),
    Case("train --patience 2", refuses: "--patience", "--validation"),
    Case("train --least-improvement 2", refuses: "--least-improvement", "--patience"),
  ]

  @Test(arguments: cases)
  func isRefusedWithAReason(unused: Case) throws {
    try Self.withModels { folder in
      let error = try #require(throws: UsageError.self) {
        try Self.plan(unused.words, in: folder)
      }
      guard case .unused(unused.option, let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reason.contains(unused.reason))
    }
  }

  /// No command lists an option that it never reads: each has a use, or is refused with a reason.
  @Test(arguments: Latentwalk.commands.map(\.name))
  func everyOptionHasAUse(name: String) throws {
    let command = try #require(Latentwalk.commands.first { $0.name == name })
    try Self.withModels { folder in
      for option in command.options where option.name != "--help" {
        do {
          try Self.plan([name] + Self.operands(of: command) + Self.words(for: option), in: folder)
        } catch UsageError.unused(_, let reason) {
          #expect(reason != Command.uselessness, "\(option.name)")
        } catch {}
      }
    }
  }

  /// An option with a value that it takes.
  private static func words(for option: any OptionDescription) throws -> [String] {
    guard let placeholder = option.placeholder else { return [option.name] }
    let values =
      placeholder.split(separator: "|").map(String.init)
      + [
        "relu,sigmoid", "1", "20", "0.1", "0,0", "0,1", "80x24", "gaussian", "combined", "adam",
        "cosine", "none", "nan",
        "a",
      ]
    let value = values.first { value in
      do { try option.check(value) } catch { return false }
      return true
    }
    return [option.name, try #require(value, "\(option.name)")]
  }

  private static func operands(of command: Command) -> [String] {
    switch command.operands {
    case .none, .any: []
    case .optional: command.name == "presets" ? ["vae"] : ["@vae"]
    case .one("RUN"): ["@run"]
    case .one, .some: ["@vae"]
    }
  }

  /// Plans a command line, in which `@` stands for the folder of models.
  private static func plan(_ words: [String], in folder: String) throws {
    let command = try #require(Latentwalk.commands.first { $0.name == words[0] })
    _ = try command.plan(words.dropFirst().map { $0.replacing("@", with: "\(folder)/") })
  }

  private static func withModels(_ body: (String) throws -> Void) throws {
    var binary = Fixture.variational
    binary.binarization = .fixed
    try withTemporaryFolder { folder in
      try Fixture.write(Fixture.variational, to: "\(folder)/vae")
      try Fixture.write(Fixture.deterministic, to: "\(folder)/ae")
      try Fixture.write(Fixture.flow, to: "\(folder)/flow")
      try Fixture.write(binary, to: "\(folder)/binary")
      let run = try RunFolder.create(
        "\(folder)/run",
        RunConfiguration(
          preset: "vae", model: Fixture.variational, training: Preset.all[0].training,
          dataset: DatasetReference(
            name: "data", source: "data", trainImages: 50, testImages: 20, fingerprint: 0),
          kernels: "portable"))
      try createFolder("\(run.path)/pictures")
      try writeFile([], to: "\(run.path)/pictures/epoch-000000.png")
      try body(folder)
    }
  }
}
