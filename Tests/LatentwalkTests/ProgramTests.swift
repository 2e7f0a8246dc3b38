import FileFormats
import Foundation
import TestSupport
import Testing

/// The command line's contract, through the program itself.
@Suite(.serialized, .mustEnd)
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
    Failure(
      arguments: ["train", "--learning-rate", "1e-50"], status: 2,
      says: "'1e-50' is not a number above 0, from 1e-45 to 3.4028235e+38"),
    Failure(arguments: ["train", "--seed", "-4"], status: 2, says: "--seed '-4'"),
    Failure(arguments: ["train", "--threads", "0"], status: 2, says: "--threads '0'"),
    Failure(arguments: ["train", "extra"], status: 2, says: "does not take 'extra'"),
    Failure(arguments: ["train", "--resume"], status: 2, says: "--out RUN"),
    Failure(arguments: ["train", "--classes", "3-312"], status: 2, says: "--classes '3-312'"),
    Failure(arguments: ["anomaly", "none.safetensors"], status: 1, says: "No such file"),
    Failure(
      arguments: ["anomaly", "none.safetensors", "--quantile", "2"], status: 2,
      says: "from 0 to 1"),
    Failure(
      arguments: ["anomaly", "none.safetensors", "--score", "luck"], status: 2,
      says: "is not one of"),
    Failure(
      arguments: ["sample", "none", "--out", "a.jpg"], status: 2,
      says: "--out 'a.jpg' is not a name that ends in .txt, .png, .npy"),
    Failure(
      arguments: ["encode", "none", "--out", "a.csv"], status: 2,
      says: "--out 'a.csv' is not a name that ends in .npy, .png"),
    Failure(
      arguments: ["anomaly", "none", "--out", "a.json"], status: 2,
      says: "--out 'a.json' is not a name that ends in .csv"),
    Failure(
      arguments: ["animate", "none", "--out", "a.gif"], status: 2,
      says: "--out 'a.gif' is not a name that ends in .png"),
    Failure(
      arguments: ["eval", "none", "--seed", "1", "--seed", "2"], status: 2,
      says: "--seed is given twice"),
    Failure(
      arguments: ["train", "--preset", "simple", "--kl-weight", "2"], status: 2,
      says: "--kl-weight has no effect here: simple has no KL term"),
    Failure(arguments: ["infer", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["estimators"], status: 2, says: "needs RUN or MODEL"),
    Failure(arguments: ["animate", "used"], status: 1, says: "holds no run"),
    Failure(
      arguments: ["train", "--optimizer", "adamax"], status: 2,
      says: "--optimizer 'adamax' is not one of sgd"),
    Failure(
      arguments: ["train", "--schedule", "step:5"], status: 2,
      says: "--schedule 'step:5' is not one of constant"),
    Failure(
      arguments: ["train", "--corruption", "masking", "--noise", "1.5"], status: 2,
      says: "--noise '1.5' is not a share from 0 to 1"),
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
    Failure(arguments: ["explore"], status: 1, says: "terminal"),
    Failure(arguments: ["eval", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["eval", "used/file"], status: 1, says: "not a safetensors file"),
    Failure(
      arguments: ["eval", "foreign.safetensors"], status: 1,
      says: "tensor a belongs to no dense layer; export the model with torch.onnx.export"),
    Failure(
      arguments: ["decode", "foreign.safetensors", "--z", "0,0"], status: 1, says: "no dense layer"),
    Failure(arguments: ["manifold", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["sample"], status: 2, says: "needs RUN or MODEL"),
    Failure(arguments: ["sample", "x", "--mixture", "0"], status: 2, says: "--mixture '0'"),
    Failure(
      arguments: ["project", "x", "--out", "map.jpg"], status: 2,
      says: "a name that ends in .tsv, .npy, .png, .svg"),
    Failure(arguments: ["project", "none.safetensors"], status: 1, says: "No such file"),
    Failure(arguments: ["reproduce", "R99"], status: 2, says: "is not one of R1"),
    Failure(arguments: ["reproduce", "--seeds", "0"], status: 2, says: "--seeds '0'"),
    Failure(arguments: ["presets", "deap"], status: 2, says: "did you mean deep?"),
    Failure(arguments: ["render", "--size", "80"], status: 2, says: "columns x rows"),
    Failure(
      arguments: ["render", "--keys", "Nope"], status: 2, says: "a list of characters and keys"),
    Failure(
      arguments: ["infer", "run", "--count", "1"], status: 2,
      says: "--count '1' is not a whole number from 2"),
    Failure(
      arguments: ["render", "--color", "512"], status: 2,
      says: "is not one of direct, 256, 16, none"),
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

  /// The name of a file or an argument must not command the terminal.
  @Test func controlCharactersAreMadeVisible() throws {
    try withTemporaryFolder { folder in
      let result = try Program.run(["eval", "\u{1b}[31mred\u{7}"], in: folder)
      #expect(!result.error.contains("\u{1b}") && result.error.contains("\\u{1B}"))
    }
  }

  @Test(arguments: [
    ["eval", "--help"], ["eval", "-h"], ["help", "eval"], ["eval", "x", "y", "--help"],
  ])
  func helpIsOfTheCommand(arguments: [String]) throws {
    try withTemporaryFolder { folder in
      let result = try Program.run(arguments, in: folder)
      #expect(result.status == 0 && result.output.hasPrefix("latentwalk eval RUN|MODEL [options]"))
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
}
