internal import Autoencoders
internal import CursesTerminal
internal import FileFormats
internal import Pictures
internal import ProgramOptions
internal import TerminalUI

extension OptionList {
  /// The form and place of a picture.
  static let picture = OptionList(.format(PictureOutput.formats), .scale, .shading, .out)
}

extension Option {
  fileprivate static var scale: Option<Int?> {
    Option<Int?>(
      "--scale", .integer(1...100), otherwise: "10, 3 for several images",
      help: "side in a PNG of each image pixel")
  }
}

/// Where images go, and in which form: characters, a picture, or an array of float32 pixels.
struct PictureOutput {
  static let formats: [OutputFormat] = [.text, .png, .npy]

  private let output: Output
  private let scale: Int?
  private let shading: ImageShading

  init(_ arguments: Arguments) throws {
    output = try arguments.output(Self.formats)
    if output.format != .png {
      try arguments.refuse(.scale, because: "only a PNG is scaled; give --format png")
    }
    scale = arguments[.scale]
    guard output.format == .text else {
      try arguments.refuse(.shading, because: "only text is drawn with characters")
      shading = .ascii
      return
    }
    shading = arguments.imageShading()
  }

  /// A PNG file, for commands whose standard output is text.
  init(pngFile path: String) {
    output = Output(format: .png, path: path)
    scale = nil
    shading = .ascii
  }

  /// A PNG file of a pixel each, or an array, as the ending of the file's name asks for.
  ///
  /// - Parameter command: what gives the name.
  init(file path: String, of command: String) throws(UsageError) {
    output = try Output(file: path, among: [.png, .npy], of: command)
    scale = 1
    shading = .ascii
  }

  /// Whether images are written as an array, [image, row, column] or [image, row, column, channel], which has no
  /// columns of images.
  var isArray: Bool { output.format == .npy }

  /// Writes images of the size that a model makes.
  ///
  /// - Parameter columns: images per row of a picture.
  func write(_ images: [[Float]], columns: Int, of model: ModelConfiguration) throws {
    guard !isArray else {
      return try write(
        images.flatMap(\.self), shape: [images.count] + model.imageShape.arrayShape)
    }
    try write(ImageSheet(images, columns: columns, of: model))
  }

  /// Writes one image, as an array without a dimension for images.
  func write(_ image: [Float], of model: ModelConfiguration) throws {
    try write(image, shape: model.imageShape)
  }

  /// Writes one image of a shape.
  func write(_ image: [Float], shape: FeatureShape) throws {
    guard !isArray else { return try write(image, shape: shape.arrayShape) }
    try write(ImageSheet([image], columns: 1, shape: shape))
  }

  private func write(_ pixels: [Float], shape: [Int]) throws {
    try output.write(NPYArray(pixels, shape: shape).fileBytes())
  }

  private func write(_ sheet: ImageSheet) throws {
    guard output.format == .text else {
      let isSingle = sheet.width <= Self.widestLarge
      return try output.write(sheet.pngBytes(scale: scale ?? (isSingle ? 10 : 3)))
    }
    try output.write(text(fitted(sheet)))
  }

  private func text(_ sheet: ImageSheet) -> String {
    let theme = Theme(Capabilities(colors: .none, glyphs: glyphs))
    let view = ImageView(
      sheet.pixels, width: sheet.width, height: sheet.height, channels: sheet.channels,
      shading: shading, theme: theme)
    var buffer = CellBuffer(
      size: sheet.width > Self.widestLarge ? view.compactSize : view.largeSize)
    buffer.draw(view, in: buffer.bounds)
    return buffer.text
  }

  /// Blocks are no ASCII; a terminal that has them not gets the next best.
  private var glyphs: GlyphSet {
    guard output.path == nil, StandardStream.output.isTerminal else { return .unicode }
    return TerminalProbe(environment: ProgramEnvironment.current.variables).capabilities.glyphs
  }

  /// The sheet as it is, or so small that lines of characters do not break at the window's edge.
  private func fitted(_ sheet: ImageSheet) -> ImageSheet {
    guard output.path == nil, StandardStream.output.isTerminal,
      let window = TerminalProbe(environment: ProgramEnvironment.current.variables).windowSize,
      sheet.width > window.width
    else { return sheet }
    let factor = (sheet.width + window.width - 1) / window.width
    printError(
      "shrunk \(factor) times to fit the window; --format png --out FILE keeps every pixel\n")
    return sheet.shrunk(by: factor)
  }

  /// The widest picture that is drawn with two characters a pixel.
  private static let widestLarge = 64
}

extension FeatureShape {
  /// The dimensions of an image in an array: height and width, and channels where there are several.
  var arrayShape: [Int] { channels == 1 ? [height, width] : [height, width, channels] }
}
