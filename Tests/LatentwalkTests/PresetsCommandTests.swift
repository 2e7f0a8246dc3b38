import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// Presets of a person's own, from file to run.
@Suite(.serialized, .mustEnd)
struct PresetsCommandTests {
  private static let options = ["--data", "data", "--batch-size", "10", "--epochs", "1"]

  private static func refusal(_ arguments: [String], in folder: String) throws -> String {
    let result = try Program.run(arguments, in: folder)
    #expect(result.status != 0 && result.output == "")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
    return result.error
  }

  /// A file that the program wrote, edited, is trained, gone on with, listed and read like any preset.
  @Test func anEditedFileIsAPreset() throws {
    try Fixture.withModels { folder in
      let written = try Program.run(["presets", "vae", "--json"], in: folder)
      let text = written.output.replacing(#""vae""#, with: #""mine""#)
        .replacing(#""units": 256"#, with: #""units": 9"#)
      try writeFile(Array(text.utf8), to: "\(folder)/mine.json")
      let card = try Program.run(["presets", "mine.json"], in: folder)
      #expect(card.output.hasPrefix("mine: ") && card.output.contains("784-9relu-z2-9relu-784"))

      let trained = try Program.run(
        ["train", "--preset", "mine.json", "--out", "run"] + Self.options, in: folder)
      #expect(trained.status == 0 && trained.output.hasPrefix("mine on data"), "\(trained.error)")
      try FileManager.default.removeItem(atPath: "\(folder)/mine.json")
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 2/2"), "\(resumed.error)")
      let run = try RunFolder.open("\(folder)/run").configuration
      #expect(run.preset == "mine" && run.model.encoder == [.dense(9, .relu)])
      let evaluated = try Program.json(["eval", "run", "--json"], in: folder)
      #expect(evaluated["preset"] as? String == "mine")
    }
  }

  @Test func aRunWithoutAPlaceIsCalledByTheFilesName() throws {
    try Fixture.withModels { folder in
      let text = try #require(Preset.named("vae")).resized(hidden: [8]).fileText()
      try writeFile(Array(text.utf8), to: "\(folder)/mine.json")
      let trained = try Program.run(["train", "--preset", "mine.json"] + Self.options, in: folder)
      #expect(trained.output.contains("/latentwalk/runs/vae-8-data-"), "\(trained.error)")
    }
  }

  @Test(arguments: [
    (#""units": 256"#, #""units": -1"#, "mine.json: model.decoder[0].units cannot be -1"),
    (
      #""batch_size""#, #""batchsize": 1, "batch_size""#,
      "mine.json: training.batchsize means nothing; did you mean batch_size?"
    ),
    (#""units": 784"#, #""units": 7"#, "mine.json: model.decoder: the decoder gives 7 numbers"),
    (#""model": {"#, #""model": "#, "mine.json: is not valid JSON at line 3, column 14"),
    (#""type": "adam""#, #""type": "adagrad""#, "mine.json: training.optimizer.type is 'adagrad'"),
  ])
  func aFaultIsOneLineThatNamesFileAndField(old: String, new: String, message: String) throws {
    try withTemporaryFolder { folder in
      let text = try #require(Preset.named("vae")).fileText()
      let faulty = text.replacing(old, with: new, maxReplacements: 1)
      #expect(faulty != text)
      try writeFile(Array(faulty.utf8), to: "\(folder)/mine.json")
      for command in [["train", "--preset", "mine.json"], ["presets", "mine.json"]] {
        let line = try Self.refusal(command, in: folder)
        #expect(line.hasPrefix("latentwalk: \(message)"), "\(line)")
      }
    }
  }

  @Test func namesAndFilesAreToldApart() throws {
    try withTemporaryFolder { folder in
      #expect(
        try Self.refusal(["presets", "vaee"], in: folder).contains("did you mean vae?"))
      #expect(
        try Self.refusal(["presets", "vae.json"], in: folder)
          == "latentwalk: cannot read vae.json: No such file or directory\n")
      try createFolder("\(folder)/vae")
      #expect(try Program.run(["presets", "vae"], in: folder).status == 0)
    }
  }

  /// Sizes are the run's own: they are in its name and its configuration, and stay when it is resumed.
  @Test func sizesAreKeptByARun() throws {
    try Fixture.withModels { folder in
      let trained = try Program.run(
        ["train", "--hidden", "12,6", "--latents", "3", "--out", "run"] + Self.options, in: folder)
      #expect(trained.output.hasPrefix("vae-12-6-z3 on data"), "\(trained.error)")
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.output.hasPrefix("vae-12-6-z3 on data"), "\(resumed.error)")
      let model = try RunFolder.open("\(folder)/run").configuration.model
      #expect(model.encoder == [.dense(12, .relu), .dense(6, .relu)] && model.latentCount == 3)
      let changed = try Self.refusal(
        ["train", "--resume", "--out", "run", "--latents", "4"], in: folder)
      #expect(changed.contains("--latents has no effect here: a run that is resumed keeps its own"))
    }
  }

  @Test(arguments: [
    (
      ["vae-conv", "--hidden", "64"],
      "--hidden has no effect here: vae-conv: its layers are not all dense, one is of the kind "
        + "convolution; give --latents alone, or edit a file of it: latentwalk presets vae-conv "
        + "--json > mine.json"
    ),
    (
      ["conv", "--latents", "4"],
      "--latents has no effect here: conv: its code is not a dense layer's, but of the kind "
        + "max_pooling; edit a file of it: latentwalk presets conv --json > mine.json"
    ),
    (
      ["--hidden", "8"], "--hidden has no effect here: no preset is named"
    ),
    (
      ["vae", "--hidden", "8,x"],
      "--hidden '8,x' is not up to eight whole numbers from 1 to 65536, as in 512,256"
    ),
    (["vae", "--schema"], "latentwalk presets --schema does not take 'vae'"),
  ])
  func sizesThatCannotBeAreRefusedInALine(arguments: [String], line: String) throws {
    try withTemporaryFolder { folder in
      let error = try Self.refusal(["presets"] + arguments, in: folder)
      #expect(error == "latentwalk: \(line)\n")
    }
  }

  private static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    python in
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-c", "import jsonschema"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// The validator that most people use agrees with ours, where it is there.
  @Test(.enabled(if: python != nil)) func pythonValidatesPresetsByTheSchema() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(Preset.fileSchema.utf8), to: "\(folder)/schema.json")
      for preset in Preset.all {
        try writeFile(Array(preset.fileText().utf8), to: "\(folder)/\(preset.name).preset.json")
      }
      let process = Process()
      process.executableURL = URL(filePath: try #require(Self.python))
      process.currentDirectoryURL = URL(filePath: folder)
      process.arguments = [
        "-c",
        """
        import glob, json, jsonschema
        schema = json.load(open("schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for name in glob.glob("*.preset.json"):
          validator.validate(json.load(open(name)))
          wrong = json.load(open(name))
          wrong["model"]["decoder"][-1]["unit"] = 3
          assert not validator.is_valid(wrong), name
        """,
      ]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }
}
