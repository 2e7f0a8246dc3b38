import Autoencoders
import FileFormats
import TestSupport
import Testing

/// Defaults of options in a person's config.json, as commands take them.
@Suite(.serialized, .mustEnd)
struct OptionDefaultsFileTests {
  private static func write(_ text: String, in folder: String) throws {
    try createFolder("\(folder)/.config/latentwalk")
    try writeFile(Array(text.utf8), to: "\(folder)/.config/latentwalk/config.json")
  }

  private static let options = ["--data", "data", "--batch-size", "10"]

  private static func train(
    _ arguments: [String], in folder: String, variables: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(["train"] + arguments, in: folder, variables: variables)
  }

  @Test func theFileHoldsUnlessTheCommandLineSaysOtherwise() throws {
    try Fixture.withModels { folder in
      try Self.write(
        #"{"options": {"all": {"threads": 2}, "train": {"preset": "simple", "epochs": 2}}}"#,
        in: folder)
      let first = try Self.train(Self.options + ["--out", "a"], in: folder)
      #expect(first.output.hasPrefix("simple on data"), "\(first.error)")
      #expect(first.output.contains("2 threads") && first.output.contains("epoch 2/2"))
      let second = try Self.train(
        Self.options + ["--preset", "vae", "--threads", "1", "--epochs", "1", "--out", "b"],
        in: folder)
      #expect(second.output.hasPrefix("vae on data") && second.output.contains("1 thread,"))
      #expect(second.output.contains("epoch 1/1") && second.error == "")
    }
  }

  /// A run keeps its own settings, and the data that it was trained on.
  @Test func aResumedRunTakesNoneOfIt() throws {
    try Fixture.withRun { folder in
      try Self.write(
        #"{"options": {"train": {"data": "digits", "epochs": 9, "preset": "simple", "learning-rate": 1}}}"#,
        in: folder)
      let resumed = try Self.train(["--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.output.hasPrefix("vae on data"), "\(resumed.error)")
      #expect(resumed.output.contains("epoch 2/2") && resumed.error == "")
    }
  }

  /// Defaults that are of no use to what is typed, or against it, give way.
  @Test(arguments: [
    ["--preset", "simple"], ["--preset", "vae", "--kl-cycle", "3"],
  ])
  func whatIsTypedIsBeforeTheFile(arguments: [String]) throws {
    try Fixture.withModels { folder in
      try Self.write(#"{"options": {"train": {"kl-warm-up": 5, "epochs": 1}}}"#, in: folder)
      let trained = try Self.train(Self.options + arguments + ["--out", "run"], in: folder)
      #expect(trained.status == 0 && trained.error == "", "\(trained.error)")
      let objective = try RunFolder.open("\(folder)/run").configuration.training.objective
      #expect(
        objective.klSchedule == (arguments.contains("--kl-cycle") ? .cyclic(epochs: 3) : .constant))
    }
  }

  @Test func theEnvironmentIsBeforeTheFile() throws {
    try Fixture.withModels { folder in
      try Self.write(#"{"options": {"train": {"data": "digits", "epochs": 1}}}"#, in: folder)
      let trained = try Self.train(
        ["--batch-size", "10", "--out", "run"], in: folder,
        variables: ["LATENTWALK_DATA": "\(folder)/data"])
      #expect(trained.output.hasPrefix("vae on data"), "\(trained.error)")
    }
  }

  @Test(arguments: [
    (
      #"{"train": {"epohcs": 3}}"#,
      "'options.train.epohcs' is no option there; did you mean epochs?"
    ),
    (#"{"trian": {}}"#, "'options.trian' is of no command; did you mean train?"),
    (
      #"{"all": {"threads": "many"}}"#,
      "'options.all.threads' is \"many\", not a whole number from 1 to "
    ),
    (#"{"train": {"out": "x"}}"#, "'options.train.out' can only be given on the command line"),
    (#"{"eval": {"data": "x"}}"#, "'options.eval.data' can only be given on the command line"),
    (#"{"train": {"preset": ""}}"#, "'options.train.preset' is \"\", not a preset's name or file"),
  ])
  func aFaultIsOneLineThatNamesFileAndField(options: String, message: String) throws {
    try withTemporaryFolder { folder in
      try Self.write(#"{"options": \#(options)}"#, in: folder)
      let result = try Program.run(["presets"], in: folder)
      #expect(result.status == 0 && result.output.hasPrefix("vae "))
      let path = "\(folder)/.config/latentwalk/config.json"
      #expect(result.error.hasPrefix("latentwalk: \(path): \(message)"), "\(result.error)")
      #expect(result.error.hasSuffix("; this is passed over\n"))
      #expect(result.error.split(separator: "\n").count == 1)
    }
  }

  @Test func doctorTellsWhatIsSet() throws {
    try withTemporaryFolder { folder in
      try Self.write(#"{"options": {"train": {"epochs": 3, "preset": "ae"}}}"#, in: folder)
      let text = try Program.run(["doctor"], in: folder).output
      let path = "\(folder)/.config/latentwalk/config.json"
      #expect(text.contains("config     \(path): it sets train.epochs, train.preset\n"))
      let object = try Program.json(["doctor", "--json"], in: folder)
      #expect(object["config_options"] as? [String] == ["train.epochs", "train.preset"])
    }
  }
}
