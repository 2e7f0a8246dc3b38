import FileFormats
import Foundation
import TestSupport
import Testing

/// Models of other programs on the command line.
struct ForeignModelCommandTests {
  private static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "AutoencodersTests/Fixtures/foreign/\(name)").path
  }

  /// Codes on a ring, with classes 0 to 4.
  private static func writeCodes(to folder: String) throws {
    let codes = (0..<50).flatMap { index -> [Float] in
      let angle = Float(index) / 50 * 2 * .pi
      return [2 * cosf(angle), 2 * sinf(angle)]
    }
    try writeFile(NPYArray(codes, shape: [50, 2]).fileBytes(), to: "\(folder)/codes.npy")
    let rows = (0..<50).flatMap { index -> [Float] in
      [codes[2 * index], codes[2 * index + 1], Float(index / 10)]
    }
    try writeFile(NPYArray(rows, shape: [50, 3]).fileBytes(), to: "\(folder)/labeled.npy")
    try writeFile(Array("ant\nbee\ncat\ndog\nelk\n".utf8), to: "\(folder)/names.txt")
  }

  @Test func decodingTellsWhatWasUnderstood() throws {
    try withTemporaryFolder { folder in
      let path = Self.fixture("dense.pt")
      let result = try Program.run(
        ["decode", path, "--z", "0.5,-1", "--format", "npy", "--out", "image.npy"], in: folder)
      #expect(result.status == 0)
      #expect(result.error.contains("decoder: \(path): 2 latents to 12x12\n"))
      #expect(
        result.error.contains(
          "layers: fc1 relu, fc3 relu, fc4 sigmoid; activations are guessed, --layers says others\n"
        ))
      let image = try NPYArray(parsing: readFile("\(folder)/image.npy"))
      #expect(image.shape == [12, 12] && image.floats?.allSatisfy { (0...1).contains($0) } == true)
    }
  }

  @Test func codesOfAFileAreWalked() throws {
    try withTemporaryFolder { folder in
      try Self.writeCodes(to: folder)
      let decoder = Self.fixture("dense-decoder-dynamo.onnx")
      let plain = try Program.run(
        ["render", decoder, "--codes", "codes.npy", "--size", "100x30"], in: folder)
      #expect(plain.status == 0 && plain.output.contains("50 codes of a file"))
      let named = try Program.run(
        ["render", decoder, "--codes", "labeled.npy", "--names", "names.txt", "--size", "120x40"],
        in: folder)
      #expect(named.output.contains("0 ant 1 bee 2 cat 3 dog 4 elk"))
      let card = try Program.run(
        ["render", decoder, "--codes", "codes.npy", "--size", "120x40", "--keys", "F2"], in: folder)
      #expect(card.output.contains("N(0, I), taken for granted"))
    }
  }

  @Test func aDecoderAloneIsWalkedOnItsPrior() throws {
    try withTemporaryFolder { folder in
      let decoder = Self.fixture("dense-decoder-legacy.onnx")
      let screen = try Program.run(["render", decoder, "--size", "100x30"], in: folder)
      #expect(screen.status == 0 && screen.output.contains("1000 samples of the prior"))
      let eval = try Program.run(["eval", decoder, "--data", "digits"], in: folder)
      #expect(eval.status == 1)
      #expect(
        eval.error.contains("has no encoder, and images have no codes; give it with --encoder"))
    }
  }

  @Test(arguments: [
    (["decode", "hostile.pt", "--z", "0,0"], "asks for posix.system, which is code and not data"),
    (
      ["decode", "dense.pt", "--z", "0,0", "--layers", "relu,relu,relu,relu"],
      "names 2 activations, or 3, and not 4"
    ),
    (["decode", "dense-encoder-legacy.onnx", "--z", "0,0"], "give the decoder with --decoder"),
    (["eval", "make_models.py"], "is text"),
    (
      ["render", "dense-decoder-dynamo.onnx", "--codes", "wide-decoder-dynamo.npz"],
      "rows of 2 numbers"
    ),
    (["render", "dense-decoder-dynamo.onnx", "--codes", "none.npy"], "No such file"),
  ])
  func refusalsAreOneLine(words: [String], says: String) throws {
    try withTemporaryFolder { folder in
      let words = words.map { word in
        let path = Self.fixture(word)
        return FileManager.default.fileExists(atPath: path) ? path : word
      }
      let result = try Program.run(words, in: folder)
      #expect(result.status == 1)
      #expect(result.error.contains(says), "\(result.error)")
      let complaint = result.error.split(separator: "\n").filter { $0.hasPrefix("latentwalk: ") }
      #expect(complaint.count == 1)
    }
  }
}
