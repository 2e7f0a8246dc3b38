internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

let decodeCommand = CommandSpec(
  "decode", arguments: "RUN|MODEL", maximumArguments: 1,
  "decode one point of the latent space into an image",
  options: [
    OptionSpec("--z", "X,Y,...", "the code, one number a latent dimension"),
    OptionSpec("--format", "text|png|npy", "characters, a picture, or float32 pixels (text)"),
    OptionSpec("--scale", "N", "picture pixels a side for each image pixel (10)"),
    OptionSpec("--out", "FILE", "where to write it (standard output)"),
  ],
  examples: [
    "latentwalk decode runs/vae --z 0.5,-1",
    "latentwalk decode runs/vae --z=-1.2,0.3 --format png --out digit.png",
  ]
) { arguments in
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  guard let text = arguments.string("--z") else {
    throw UsageError.missingValue(option: "--z", expected: "the code, as in --z 0.5,-1")
  }
  let code = try parseCode(text)
  let format = try arguments.choice("--format", among: DecodedFormat.choices) ?? .text
  let scale = try arguments.integer("--scale", in: 1...100) ?? 10
  let configuration = stored.model.configuration
  guard code.count == configuration.latentCount else {
    throw RunError.wrongCodeLength(expected: configuration.latentCount, found: code.count)
  }
  if format != .text, arguments.string("--out") == nil, StandardStream.output.isTerminal {
    throw RunError.binaryToTerminal
  }
  let model = Autoencoder(
    stored.model, capacity: 1, on: try ProgramEnvironment.current.engine(threads: 1))
  let codes = Matrix(rows: 1, columns: code.count)
  codes.setRow(0, to: code)
  let bytes = format.bytes(
    model.decode(codes).row(0), height: configuration.imageHeight, width: configuration.imageWidth,
    scale: scale)
  try write(bytes, to: arguments.string("--out"))
  return 0
}

/// Writes to a file, or to standard output when there is none.
func write(_ bytes: [UInt8], to path: String?) throws {
  if let path {
    try writeFile(bytes, to: path)
  } else {
    FileHandle.standardOutput.write(Data(bytes))
  }
}

private func parseCode(_ text: String) throws(UsageError) -> [Float] {
  var code: [Float] = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    guard let value = Float(part.filter { $0 != " " }), value.isFinite else {
      throw .invalidValue(option: "--z", value: text, expected: "numbers with commas between")
    }
    code.append(value)
  }
  return code
}

private enum DecodedFormat: String, CaseIterable {
  case text, png, npy

  static let choices = allCases.map { ($0.rawValue, $0) }

  func bytes(_ pixels: [Float], height: Int, width: Int, scale: Int) -> [UInt8] {
    switch self {
    case .text:
      let theme = Theme(Capabilities(colors: .none, glyphs: .ascii))
      let view = ImageView(pixels, width: width, height: height, theme: theme)
      var buffer = CellBuffer(size: view.largeSize)
      buffer.draw(view, in: buffer.bounds)
      return Array(buffer.text.utf8)
    case .png:
      let bytes = pixels.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
      return GrayImage(height: height, width: width, pixels: bytes).enlarged(by: scale).pngBytes()
    case .npy:
      return NPYArray(pixels, shape: [height, width]).fileBytes()
    }
  }
}
