import FileFormats
import Foundation
import TestSupport
import Testing

/// The command line's contract, through the program itself.
@Suite(.serialized)
struct ProgramTests {
  struct Failure: CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    let says: String
    var variables: [String: String] = [:]
    var testDescription: String { arguments.joined(separator: " ") }
  }

  /// Wrong usage is status 2, what cannot be done is status 1; one line either way, nothing written.
  static let failures = [
    Failure(arguments: ["trian"], status: 2, says: "did you mean train?"),
    Failure(arguments: ["--foo"], status: 2, says: "no option --foo"),
    Failure(arguments: ["train", "--epoch", "3"], status: 2, says: "did you mean --epochs?"),
    Failure(arguments: ["train", "--preset", "vea"], status: 2, says: "did you mean vae?"),
    Failure(
      arguments: ["train", "--epochs", "0"], status: 2, says: "--epochs '0' is not a whole number"),
    Failure(arguments: ["train", "--epochs", "-1"], status: 2, says: "--epochs '-1'"),
    Failure(arguments: ["train", "--epochs", "abc"], status: 2, says: "--epochs 'abc'"),
    Failure(arguments: ["train", "--epochs"], status: 2, says: "--epochs needs a value"),
    Failure(arguments: ["train", "--plain=1"], status: 2, says: "--plain takes no value"),
    Failure(arguments: ["train", "--learning-rate", "0"], status: 2, says: "a number above 0"),
    Failure(arguments: ["train", "--seed", "-4"], status: 2, says: "--seed '-4'"),
    Failure(arguments: ["train", "--threads", "0"], status: 2, says: "--threads '0'"),
    Failure(arguments: ["train", "extra"], status: 2, says: "does not take 'extra'"),
    Failure(arguments: ["train", "--resume"], status: 2, says: "--out RUN"),
    Failure(arguments: ["train", "--classes", "3-12"], status: 2, says: "--classes '3-12'"),
    Failure(
      arguments: ["train", "--resume", "--out", "used", "--classes", "3"], status: 2,
      says: "--classes cannot be given with --resume"),
    Failure(arguments: ["anomaly", "none.safetensors"], status: 1, says: "No such file"),
    Failure(
      arguments: ["anomaly", "none.safetensors", "--quantile", "2"], status: 2,
      says: "from 0 to 1"),
    Failure(
      arguments: ["anomaly", "none.safetensors", "--quantile", "0.9", "--largest"], status: 2,
      says: "--quantile cannot be given"),
    Failure(
      arguments: ["anomaly", "none.safetensors", "--score", "luck"], status: 2,
      says: "is not one of"),
    Failure(
      arguments: ["compress", "none.safetensors", "--bits", "4"], status: 2,
      says: "--out needs a value: the file to write at 4 bits"),
    Failure(
      arguments: ["compress", "none.safetensors", "--decode", "a", "--tail", "0"], status: 2,
      says: "--tail cannot be given with --decode"),
    Failure(arguments: ["infer", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["estimators"], status: 2, says: "needs RUN or MODEL"),
    Failure(arguments: ["animate", "used"], status: 1, says: "holds no run"),
    Failure(
      arguments: ["train", "--preset", "vae-pytorch", "--pictures-every", "1"], status: 2,
      says: "--pictures-every cannot be given"),
    Failure(
      arguments: ["train", "--preset", "simple", "--kl-weight", "2"], status: 2,
      says: "simple has no KL term"),
    Failure(
      arguments: ["train", "--preset", "ae", "--kl-warm-up", "2"], status: 2,
      says: "ae has no KL term"),
    Failure(
      arguments: ["train", "--preset", "simple", "--free-bits", "2"], status: 2,
      says: "simple has no KL term"),
    Failure(
      arguments: ["train", "--preset", "vae", "--l1", "2"], status: 2,
      says: "vae samples its codes"),
    Failure(
      arguments: ["train", "--preset", "deep", "--contraction", "2"], status: 2,
      says: "one dense layer only"),
    Failure(
      arguments: ["train", "--preset", "simple", "--activation", "2"], status: 2,
      says: "not of sigmoid units"),
    Failure(
      arguments: ["train", "--preset", "iaf", "--free-bits", "2"], status: 2,
      says: "no plain Gaussian"),
    Failure(
      arguments: ["train", "--preset", "vae-seed", "--importance", "5"], status: 2,
      says: "--importance has no use here"),
    Failure(
      arguments: ["train", "--preset", "vae", "--kl-weight", "0", "--kl-warm-up", "3"], status: 2,
      says: "the KL term weighs nothing"),
    Failure(
      arguments: ["train", "--preset", "rbm", "--l1", "1"], status: 2,
      says: "--l1 has no use here: rbm is trained by contrastive divergence"),
    Failure(
      arguments: ["train", "--preset", "rbm", "--learning-rate", "1"], status: 2,
      says: "--learning-rate has no use here"),
    Failure(
      arguments: ["train", "--preset", "vae-seed", "--importance", "2"], status: 2,
      says: "no plain Gaussian"),
    Failure(
      arguments: ["train", "--preset", "vae-capacity", "--importance", "2"], status: 2,
      says: "no KL term to constrain"),
    Failure(arguments: ["train", "--data", "mnits"], status: 1, says: "did you mean mnist?"),
    Failure(arguments: ["train", "--data", "none/here"], status: 1, says: "No such file"),
    Failure(arguments: ["train", "--data", "."], status: 1, says: "holds no train-images"),
    Failure(
      arguments: ["train", "--out", "used", "--data", "digits"], status: 1, says: "is not empty"),
    Failure(
      arguments: ["train", "--out", "/proc/none/run", "--data", "digits"], status: 1,
      says: "cannot create the folder"),
    Failure(
      arguments: ["train", "--data", "digits"], status: 1, says: "is not one of",
      variables: ["LATENTWALK_KERNELS": "mmx"]),
    Failure(arguments: ["explore", "used"], status: 1, says: "holds no run"),
    Failure(arguments: ["explore"], status: 2, says: "needs RUN or MODEL"),
    Failure(arguments: ["eval", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["eval", "used/file"], status: 1, says: "no safetensors file"),
    Failure(
      arguments: ["eval", "foreign.safetensors"], status: 1, says: "was not written by latentwalk"),
    Failure(arguments: ["decode", "foreign.safetensors"], status: 1, says: "was not written"),
    Failure(arguments: ["manifold", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["sample"], status: 2, says: "needs RUN or MODEL"),
    Failure(arguments: ["sample", "x", "--mixture", "0"], status: 2, says: "--mixture '0'"),
    Failure(arguments: ["sample", "x", "--data", "mnist"], status: 2, says: "add --mixture"),
    Failure(
      arguments: ["project", "x", "--out", "map.jpg"], status: 2, says: "FILE.tsv, FILE.npy"),
    Failure(
      arguments: ["project", "x", "--method", "pca", "--perplexity", "5"], status: 2,
      says: "cannot be given with --method pca"),
    Failure(arguments: ["project", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["reproduce", "R99"], status: 2, says: "is not one of R1"),
    Failure(arguments: ["reproduce", "--seeds", "0"], status: 2, says: "--seeds '0'"),
    Failure(arguments: ["presets", "deap"], status: 2, says: "did you mean deep?"),
    Failure(arguments: ["render", "--size", "80"], status: 2, says: "columns x rows"),
    Failure(arguments: ["render", "--keys", "Nope"], status: 2, says: "a character or a key"),
    Failure(
      arguments: ["render", "--color", "512"], status: 2, says: "is not one of 256, 16, none"),
  ]

  @Test(arguments: failures)
  func failsWithOneClearLine(failure: Failure) throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/used")
      try writeFile([1, 2, 3], to: "\(folder)/used/file")
      let foreign = SafeTensors(tensors: ["a": SafeTensors.Tensor([1], shape: [1])], metadata: [:])
      try writeFile(foreign.fileBytes(), to: "\(folder)/foreign.safetensors")
      let before = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      let result = try Program.run(failure.arguments, in: folder, variables: failure.variables)
      #expect(result.status == failure.status, "\(result.error)")
      #expect(result.error.contains(failure.says), "\(result.error)")
      #expect(
        result.error.hasPrefix("latentwalk: ") && result.error.split(separator: "\n").count == 1)
      #expect(result.output == "")
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == before)
    }
  }

  /// What a file or an argument is called must not command the terminal.
  @Test func controlCharactersAreMadeVisible() throws {
    try withTemporaryFolder { folder in
      let result = try Program.run(["eval", "\u{1b}[31mred\u{7}"], in: folder)
      #expect(!result.error.contains("\u{1b}") && result.error.contains("\\u{1B}"))
    }
  }

  @Test func everyCommandHasHelp() throws {
    try withTemporaryFolder { folder in
      for command in [
        "train", "explore", "eval", "encode", "decode", "reconstruct", "denoise", "sample",
        "interpolate",
        "manifold", "project", "animate", "anomaly", "compress", "infer", "estimators", "presets",
        "reproduce", "render", "doctor",
      ] {
        let result = try Program.run([command, "--help"], in: folder)
        #expect(result.status == 0 && result.output.hasPrefix("latentwalk \(command)"))
        #expect(result.output.contains("Options:"))
      }
      #expect(try Program.run(["--help"], in: folder).output.contains("Commands:"))
    }
  }

  /// One run through everything that needs no terminal and no data.
  @Test func trainsEvaluatesDecodesAndRenders() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        ["train", "--epochs", "2", "--seed", "3", "--out", "run", "--threads", "2"], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let lines = trained.output.split(separator: "\n").filter { $0.hasPrefix("epoch ") }
      #expect(lines.count == 2)
      #expect(
        lines.allSatisfy { $0.contains("images/s") && $0.contains("ETA") && $0.contains("-elbo") })
      let again = try Program.run(
        ["train", "--epochs", "2", "--seed", "3", "--out", "again", "--threads", "1"], in: folder)
      #expect(again.status == 0)
      #expect(
        try readFile("\(folder)/run/model.safetensors")
          == readFile("\(folder)/again/model.safetensors"))

      let evaluated = try Program.run(["eval", "run", "--json", "--samples", "2"], in: folder)
      let object =
        try JSONSerialization.jsonObject(with: Data(evaluated.output.utf8)) as? [String: Any]
      let loss = try #require(object?["negative_elbo"] as? Double)
      let excess = try #require(object?["reconstruction_excess"] as? Double)
      let similarity = try #require(object?["ssim"] as? Double)
      #expect(excess > 0 && excess < loss && similarity > 0.1 && similarity < 1)
      #expect(loss > 60 && loss < 220)

      let decoded = try Program.run(["decode", "run", "--z", "0,0"], in: folder)
      #expect(decoded.output.split(separator: "\n", omittingEmptySubsequences: false).count == 29)
      let picture = try Program.run(
        ["decode", "run", "--z=-1,0.5", "--format", "png", "--out", "digit.png"], in: folder)
      #expect(picture.status == 0)
      #expect(try readFile("\(folder)/digit.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
      let array = try Program.run(
        ["decode", "run", "--z", "0,0", "--format", "npy", "--out", "digit.npy"], in: folder)
      #expect(array.status == 0)
      #expect(try NPYArray(parsing: readFile("\(folder)/digit.npy")).shape == [28, 28])
      #expect(try Program.run(["decode", "run", "--z", "0"], in: folder).status == 1)

      // Pictures of 28 pixels and gaps of 2: three columns are 88 wide, two rows 58 high.
      for (arguments, shape) in [
        (["reconstruct", "run", "--count", "3"], [58, 88]),
        (["denoise", "run", "--count", "3", "--noise", "0.3"], [88, 88]),
        (["denoise", "run", "--count", "3", "--corruption", "salt-and-pepper"], [88, 88]),
        (["sample", "run", "--count", "6", "--columns", "3"], [58, 88]),
        (["interpolate", "run", "--from", "#0", "--to", "1,1", "--steps", "3"], [28, 88]),
        (["manifold", "run", "--count", "3"], [88, 88]),
      ] {
        let result = try Program.run(
          arguments + ["--format", "npy", "--out", "sheet.npy"], in: folder)
        #expect(result.status == 0, "\(result.error)")
        #expect(try NPYArray(parsing: readFile("\(folder)/sheet.npy")).shape == shape)
      }
      let allMasked = try Program.run(
        ["denoise", "run", "--corruption", "masking", "--noise", "2"], in: folder)
      #expect(allMasked.status == 2 && allMasked.error.contains("a share from 0 to 1"))
      let fitted = try Program.run(
        [
          "sample", "run", "--mixture", "3", "--count", "4", "--columns", "2", "--format", "npy",
          "--out", "sheet.npy",
        ], in: folder)
      #expect(fitted.status == 0 && fitted.error.contains("log-likelihood"), "\(fitted.error)")
      #expect(try NPYArray(parsing: readFile("\(folder)/sheet.npy")).shape == [58, 58])

      for method in ["pca", "tsne"] {
        let projected = try Program.run(
          ["project", "run", "--method", method, "--count", "100"], in: folder)
        #expect(projected.error.hasPrefix("trustworthiness "), "\(projected.error)")
        let lines = projected.output.split(separator: "\n")
        #expect(lines.count == 101 && lines[0] == "x\ty\tlabel")
        #expect(lines.dropFirst().allSatisfy { $0.split(separator: "\t").count == 3 })
      }
      for (file, start) in [("map.svg", Array("<svg ".utf8)), ("map.png", [0x89, 0x50, 0x4e])] {
        let drawn = try Program.run(
          ["project", "run", "--method", "pca", "--count", "300", "--out", file], in: folder)
        #expect(drawn.status == 0 && drawn.output == "")
        #expect(try readFile("\(folder)/\(file)").starts(with: start))
      }
      let few = try Program.run(["project", "run", "--count", "50"], in: folder)
      #expect(few.status == 1 && few.error.contains("92 are needed"))

      let beyond = try Program.run(["interpolate", "run", "--from", "#10000"], in: folder)
      #expect(beyond.status == 2 && beyond.error.contains("from #0 to #9999"))

      let encoded = try Program.run(["encode", "run", "--out", "codes.npy"], in: folder)
      #expect(encoded.status == 0)
      #expect(try NPYArray(parsing: readFile("\(folder)/codes.npy")).shape == [10_000, 5])

      let screen = try Program.run(
        ["render", "run", "--size", "80x24", "--keys", "3 Right"], in: folder)
      #expect(screen.output.contains("10000 test codes") && screen.output.contains("near "))
      let svg = try Program.run(["render", "run", "--format", "svg"], in: folder)
      #expect(svg.output.hasPrefix("<svg "))

      let taken = try Program.run(["train", "--out", "run", "--data", "digits"], in: folder)
      #expect(taken.status == 1 && taken.error.contains("already holds a run"))
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "3"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 3/3"))
      let finished = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(finished.status == 1 && finished.error.contains("has finished its"))
    }
  }

  /// A run of some classes remembers them: for resuming, evaluation and anomaly detection.
  @Test func runsOfSomeClasses() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        [
          "train", "--preset", "ae", "--data", "digits", "--classes", "1,7", "--epochs", "1",
          "--out", "run",
        ], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 2/2"), "\(resumed.error)")
      let evaluated = try object(
        Program.run(["eval", "run", "--json"], in: folder))
      let images = try #require(evaluated["images"] as? Int)
      #expect(images > 1800 && images < 2200)
      let detected = try object(
        Program.run(
          ["anomaly", "run", "--json", "--out", "scores.csv", "--picture", "top.png"], in: folder))
      #expect(detected["normal_classes"] as? [Int] == [1, 7])
      let metrics = detected["metrics"] as? [String: Any]
      #expect(metrics?["anomalous_images"] as? Int == 10_000 - images)
      #expect((metrics?["area_under_roc"] as? Double ?? 0) > 0.6)
      let table = String(decoding: try readFile("\(folder)/scores.csv"), as: UTF8.self)
      #expect(table.hasPrefix("image,label,score,flagged\n0,"))
      #expect(table.split(separator: "\n").count == 10_001)
      #expect(try readFile("\(folder)/top.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
      let prior = try Program.run(["anomaly", "run", "--score", "negative-elbo"], in: folder)
      #expect(prior.status == 1 && prior.error.contains("variational"))
    }
  }

  /// Codes written to a file give the images back; damage and other models are refused.
  @Test func compressesAndRestores() throws {
    try withTemporaryFolder { folder in
      for seed in ["1", "2"] {
        let trained = try Program.run(
          [
            "train", "--preset", "ae", "--data", "digits", "--classes", "1", "--epochs", "1",
            "--seed", seed, "--out", "run\(seed)",
          ], in: folder)
        #expect(trained.status == 0, "\(trained.error)")
      }
      let report = try object(
        Program.run(
          ["compress", "run1", "--bits", "6", "--out", "codes.lwz", "--json"], in: folder))
      let curve = try #require(report["curve"] as? [[String: Any]])
      #expect(curve.map { $0["bits"] as? Int } == [2, 3, 4, 5, 6, 7, 8])
      let size = try readFile("\(folder)/codes.lwz").count
      let images = try #require(report["images"] as? Int)
      let fileBytes = try #require(curve[4]["file_bytes"] as? Double)
      #expect(abs(Double(size) / Double(images) - fileBytes) < 1e-9)
      let restored = try Program.run(
        ["compress", "run1", "--decode", "codes.lwz", "--out", "images.npy"], in: folder)
      #expect(restored.status == 0, "\(restored.error)")
      #expect(try NPYArray(parsing: readFile("\(folder)/images.npy")).shape == [images, 28, 28])
      let other = try Program.run(
        ["compress", "run2", "--decode", "codes.lwz", "--out", "other.npy"], in: folder)
      #expect(other.status == 1 && other.error.contains("of another model"))
      var damaged = try readFile("\(folder)/codes.lwz")
      damaged[50] ^= 1
      try writeFile(damaged, to: "\(folder)/damaged.lwz")
      let refused = try Program.run(
        ["compress", "run1", "--decode", "damaged.lwz", "--out", "other.npy"], in: folder)
      #expect(refused.status == 1 && refused.error.contains("checksum"))
    }
  }

  @Test func picturesOverTrainingBecomeAnAnimation() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        [
          "train", "--data", "digits", "--classes", "0,1", "--epochs", "3", "--pictures-every", "2",
          "--out", "run",
        ], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/run/pictures")
      #expect(names.sorted() == ["epoch-000000.png", "epoch-000002.png", "epoch-000003.png"])
      let animated = try Program.run(["animate", "run", "--out", "walk.png"], in: folder)
      #expect(animated.status == 0, "\(animated.error)")
      let text = String(decoding: try readFile("\(folder)/walk.png"), as: Unicode.ASCII.self)
      #expect(text.contains("acTL") && text.components(separatedBy: "fcTL").count == 4)

      let fitted = try object(
        Program.run(
          ["infer", "run", "--images", "8", "--samples", "50", "--max-steps", "200", "--json"],
          in: folder))
      #expect(try #require(fitted["least_improvement"] as? Double) >= 0)
      #expect((fitted["images"] as? [Any])?.count == 8)
      let compared = try object(
        Program.run(
          ["estimators", "run", "run", "--images", "8", "--samples", "50", "--json"], in: folder))
      let models = try #require(compared["models"] as? [[String: Any]])
      #expect(models.count == 2 && models.allSatisfy { ($0["ratio"] as? Double ?? 0) > 1 })
    }
  }

  private func object(_ result: Program.Result) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(value as? [String: Any], "\(result.error)")
  }

  /// Standard output that cannot be written is an error in one line, not a crash.
  @Test(
    .enabled(if: exists("/dev/full")),
    arguments: [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
  func outputThatCannotBeWritten(redirection: String, says: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" presets \(redirection)", Program.path]
    let error = Pipe()
    process.standardError = error
    try process.run()
    let text = String(
      decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(text == "latentwalk: cannot write standard output: \(says)\n")
  }

  @Test func presetsAndDoctorSpeakToMachines() throws {
    try withTemporaryFolder { folder in
      for arguments in [
        ["presets", "--json"], ["presets", "vae", "--json"], ["doctor", "--json"],
      ] {
        let result = try Program.run(arguments, in: folder)
        #expect(result.status == 0)
        #expect(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) is [String: Any])
      }
      #expect(try Program.run(["presets", "vae"], in: folder).output.contains("404244 parameters"))
      #expect(try Program.run(["doctor"], in: folder).output.contains("kernels"))
    }
  }
}
