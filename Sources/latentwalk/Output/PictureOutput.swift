internal import CursesTerminal
internal import FileFormats
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

/// Options of every command that makes pictures.
let pictureOptions = [
  OptionSpec(
    "--format", "text|png|npy", "characters, a picture, or float32 pixels (as --out ends, or text)"),
  OptionSpec("--scale", "N", "picture pixels a side for each image pixel (10, 3 for many images)"),
  OptionSpec("--out", "FILE", "where to write it (standard output)"),
]

extension Arguments {
  /// Whether --format, or else the end of --out, asks for a PNG picture instead of an array.
  func wantsPNG() throws(UsageError) -> Bool {
    try choice("--format", among: [("npy", false), ("png", true)])
      ?? string("--out")?.hasSuffix(".png") ?? false
  }
}

/// Where a picture goes, and as what.
struct PictureOutput {
  private enum Format: String, CaseIterable {
    case text, png, npy

    static let choices = allCases.map { ($0.rawValue, $0) }

    /// What the end of a file's name says.
    init?(ending path: String) {
      guard let format = Self.allCases.first(where: { path.hasSuffix(".\($0.rawValue)") }) else {
        return nil
      }
      self = format
    }
  }

  private let format: Format
  private let scale: Int?
  private let path: String?

  init(_ arguments: Arguments) throws {
    path = arguments.string("--out")
    format =
      try arguments.choice("--format", among: Format.choices)
      ?? path.flatMap(Format.init(ending:)) ?? .text
    scale = try arguments.integer("--scale", in: 1...100)
    if format != .text, path == nil, StandardStream.output.isTerminal {
      throw RunError.binaryToTerminal
    }
  }

  /// A PNG file, for commands whose standard output is text.
  init(pngFile path: String) {
    format = .png
    scale = nil
    self.path = path
  }

  func write(_ sheet: ImageSheet) throws {
    try writeOutput(bytes(fitted(sheet)), to: path)
  }

  /// The sheet as it is, or so small that lines of characters do not break at the window's edge.
  private func fitted(_ sheet: ImageSheet) -> ImageSheet {
    guard format == .text, path == nil, StandardStream.output.isTerminal,
      let window = TerminalProbe(environment: ProgramEnvironment.current.variables).windowSize,
      sheet.width > window.width
    else { return sheet }
    let factor = (sheet.width + window.width - 1) / window.width
    printError(
      "shrunk \(factor) times to fit the window; --format png --out FILE keeps every pixel\n")
    return sheet.shrunk(by: factor)
  }

  private func bytes(_ sheet: ImageSheet) -> [UInt8] {
    switch format {
    case .text:
      let theme = Theme(Capabilities(colors: .none, glyphs: .ascii))
      let view = ImageView(sheet.pixels, width: sheet.width, height: sheet.height, theme: theme)
      var buffer = CellBuffer(
        size: sheet.width > Self.widestLarge ? view.compactSize : view.largeSize)
      buffer.draw(view, in: buffer.bounds)
      return Array(buffer.text.utf8)
    case .png:
      let isSingle = sheet.width <= Self.widestLarge
      return sheet.grayImage.enlarged(by: scale ?? (isSingle ? 10 : 3)).pngBytes()
    case .npy:
      return NPYArray(sheet.pixels, shape: [sheet.height, sheet.width]).fileBytes()
    }
  }

  /// The widest picture that is drawn with two characters a pixel.
  private static let widestLarge = 64
}
