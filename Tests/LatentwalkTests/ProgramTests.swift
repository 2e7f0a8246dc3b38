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
      arguments: ["train", "--preset", "vae-keras-2017", "--importance", "5"], status: 2,
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
      arguments: ["train", "--preset", "rbm", "--validation", "100", "--patience", "1"], status: 2,
      says: "--patience has no use here"),
    Failure(
      arguments: ["train", "--optimizer", "adamax"], status: 2,
      says: "--optimizer 'adamax' is not one of sgd"),
    Failure(
      arguments: ["train", "--schedule", "step:5"], status: 2,
      says: "--schedule 'step:5' is not one of constant"),
    Failure(
      arguments: ["train", "--corruption", "masking", "--noise", "1.5"], status: 2,
      says: "--noise '1.5' is not a share from 0 to 1"),
    Failure(
      arguments: ["train", "--resume", "--out", "runs/a", "--schedule", "cosine"], status: 2,
      says: "--schedule cannot be given with --resume"),
    Failure(
      arguments: ["train", "--preset", "vae-keras-2017", "--importance", "2"], status: 2,
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
      arguments: ["render", "--color", "256"], status: 2, says: "--color has no use here: text"),
    Failure(
      arguments: ["infer", "run", "--images", "1"], status: 2,
      says: "--images '1' is not a whole number from 2"),
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
