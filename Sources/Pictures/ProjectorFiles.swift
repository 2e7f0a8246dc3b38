internal import Autoencoders
internal import FileFormats
internal import ImageSets

/// Codes of images as TensorBoard's projector reads them: the codes, a class for each, and a sheet of the images
/// (tensorboard/plugins/projector).
struct ProjectorFiles {
  /// Pixels a side of the sheet at most, as the projector has it.
  private static let largestSprite = 8_192
  /// Values of codes at most, which go into a text.
  private static let mostValues = 2_000_000

  private let files: [(name: String, bytes: [UInt8])]
  private let configuration: [UInt8]

  /// - Parameters:
  ///   - codes: a row of `latents` values for each image.
  ///   - images: as many; the first of them, where they are too many for the projector.
  init(codes: [Float], latents: Int, images: LabeledImages) {
    let (columns, rows) = (Self.largestSprite / images.width, Self.largestSprite / images.height)
    let count = min(images.count, columns * rows, max(Self.mostValues / max(latents, 1), 1))
    let shown = images.prefix(count)
    let side = max(Int(Double(count).squareRoot().rounded(.up)), 1)
    let table = (0..<count).map { row in
      codes[row * latents..<(row + 1) * latents].map { "\($0)" }.joined(separator: "\t")
    }
    var files: [(name: String, bytes: [UInt8])] = [
      ("projector_codes.tsv", Self.text(table)),
      ("projector_sprite.png", Self.sprite(of: shown, columns: min(side, columns))),
    ]
    if shown.areLabeled {
      let names = shown.labels.map { Self.cell(shown.className(Int($0))) }
      files.append(("projector_labels.tsv", Self.text(names)))
    }
    self.files = files
    configuration = Self.text([Self.configuration(shown)])
  }

  /// Writes the files into the run's folder.
  func write(to writer: RunWriter) throws(FileError) {
    for file in files { try writer.write(file.bytes, to: file.name, inSubfolder: nil) }
    // Last, so that it never names what is not there.
    try writer.write(configuration, to: "projector_config.pbtxt", inSubfolder: nil)
  }

  private static func configuration(_ images: LabeledImages) -> String {
    """
    embeddings {
      tensor_name: "codes of test images"
      tensor_path: "projector_codes.tsv"
    \(images.areLabeled ? "  metadata_path: \"projector_labels.tsv\"\n" : "")  sprite {
        image_path: "projector_sprite.png"
        single_image_dim: \(images.width)
        single_image_dim: \(images.height)
      }
    }
    """
  }

  /// A name as a cell of a table of one column.
  private static func cell(_ name: String) -> String {
    String(name.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }

  private static func text(_ lines: [String]) -> [UInt8] {
    Array(lines.map { "\($0)\n" }.joined().utf8)
  }

  /// The images side by side without a gap, row after row.
  private static func sprite(of images: LabeledImages, columns: Int) -> [UInt8] {
    let line = images.width * images.channels
    let rows = (images.count + columns - 1) / columns
    var pixels = [UInt8](repeating: 0, count: rows * columns * images.pixelsPerImage)
    for index in 0..<images.count {
      let image = images.image(index)
      for row in 0..<images.height {
        let start = ((index / columns * images.height + row) * columns + index % columns) * line
        let first = image.startIndex + row * line
        pixels.replaceSubrange(start..<start + line, with: image[first..<first + line])
      }
    }
    let (height, width) = (rows * images.height, columns * images.width)
    return images.channels == 1
      ? GrayImage(height: height, width: width, pixels: pixels).pngBytes(effort: .least)
      : ColorImage(height: height, width: width, pixels: pixels).pngBytes(effort: .least)
  }
}
