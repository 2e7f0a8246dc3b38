package import Autoencoders
package import FileFormats

/// Images of one shape side by side, in rows from the top.
package struct ImageSheet: Equatable {
  /// Row after row, from 0, black, to 1; three values a pixel in color.
  package let pixels: [Float]
  /// In pixels, gaps included.
  package let height: Int
  /// In pixels, gaps included.
  package let width: Int
  /// 1 in gray, 3 in color.
  package let channels: Int

  /// Dark pixels between images.
  private static let gap = 2

  /// Images of the shape that a model makes.
  ///
  /// - Parameter columns: images per row.
  package init(_ images: [[Float]], columns: Int, of model: ModelConfiguration) {
    self.init(images, columns: columns, shape: model.imageShape)
  }

  /// Images of a given shape.
  ///
  /// - Parameters:
  ///   - columns: images per row.
  ///   - shape: an image's.
  package init(_ images: [[Float]], columns: Int, shape: FeatureShape) {
    let columns = max(1, min(columns, images.count))
    let rows = (images.count + columns - 1) / columns
    height = rows * (shape.height + Self.gap) - Self.gap
    width = columns * (shape.width + Self.gap) - Self.gap
    channels = shape.channels
    var pixels = [Float](repeating: 0, count: max(height, 0) * width * channels)
    let line = shape.width * channels
    for (index, image) in images.enumerated() {
      let top = index / columns * (shape.height + Self.gap)
      let left = index % columns * (shape.width + Self.gap)
      for row in 0..<shape.height {
        let place = ((top + row) * width + left) * channels
        pixels.replaceSubrange(place..<place + line, with: image[row * line..<(row + 1) * line])
      }
    }
    self.pixels = pixels
  }

  private init(pixels: [Float], height: Int, width: Int, channels: Int) {
    (self.pixels, self.height, self.width) = (pixels, height, width)
    self.channels = channels
  }

  /// The sheet with the mean of `factor` x `factor` pixels for each, less at the right and lower edge.
  package func shrunk(by factor: Int) -> ImageSheet {
    let (rows, columns) = ((height + factor - 1) / factor, (width + factor - 1) / factor)
    let means = (0..<rows * columns).flatMap { place in
      let (top, left) = (place / columns * factor, place % columns * factor)
      let block = (top..<min(top + factor, height)).flatMap { row in
        (left..<min(left + factor, width)).map { row * width + $0 }
      }
      return (0..<channels).map { channel in
        block.reduce(Float(0)) { $0 + pixels[$1 * channels + channel] } / Float(block.count)
      }
    }
    return ImageSheet(pixels: means, height: rows, width: columns, channels: channels)
  }

  /// The bytes of a PNG file of the sheet.
  ///
  /// - Parameters:
  ///   - scale: each of its pixels is a square of as many a side.
  ///   - effort: that goes into making it small.
  package func pngBytes(scale: Int = 1, effort: CompressionEffort = .usual) -> [UInt8] {
    let bytes = pixels.map(GrayImage.level)
    return channels == 1
      ? GrayImage(height: height, width: width, pixels: bytes).enlarged(by: scale)
        .pngBytes(effort: effort)
      : ColorImage(height: height, width: width, pixels: bytes).enlarged(by: scale)
        .pngBytes(effort: effort)
  }
}
