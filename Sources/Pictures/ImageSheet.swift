package import Autoencoders
package import FileFormats

/// Images of one size side by side, in rows from the top.
package struct ImageSheet: Equatable {
  /// Row after row, from 0, black, to 1, white.
  package let pixels: [Float]
  /// In pixels, gaps included.
  package let height: Int
  /// In pixels, gaps included.
  package let width: Int

  /// Dark pixels between images.
  private static let gap = 2

  /// Images of the size that a model makes.
  ///
  /// - Parameter columns: images per row.
  package init(_ images: [[Float]], columns: Int, of model: ModelConfiguration) {
    self.init(images, columns: columns, height: model.imageHeight, width: model.imageWidth)
  }

  /// Images of a given size.
  ///
  /// - Parameters:
  ///   - columns: images per row.
  ///   - imageHeight: an image's.
  ///   - imageWidth: an image's.
  package init(_ images: [[Float]], columns: Int, height imageHeight: Int, width imageWidth: Int) {
    let columns = max(1, min(columns, images.count))
    let rows = (images.count + columns - 1) / columns
    height = rows * (imageHeight + Self.gap) - Self.gap
    width = columns * (imageWidth + Self.gap) - Self.gap
    var pixels = [Float](repeating: 0, count: max(height, 0) * width)
    for (index, image) in images.enumerated() {
      let top = index / columns * (imageHeight + Self.gap)
      let left = index % columns * (imageWidth + Self.gap)
      for row in 0..<imageHeight {
        let place = (top + row) * width + left
        pixels.replaceSubrange(
          place..<place + imageWidth, with: image[row * imageWidth..<(row + 1) * imageWidth])
      }
    }
    self.pixels = pixels
  }

  private init(pixels: [Float], height: Int, width: Int) {
    (self.pixels, self.height, self.width) = (pixels, height, width)
  }

  /// The sheet with the mean of `factor` x `factor` pixels for each, less at the right and lower edge.
  package func shrunk(by factor: Int) -> ImageSheet {
    let (rows, columns) = ((height + factor - 1) / factor, (width + factor - 1) / factor)
    let means = (0..<rows * columns).map { place in
      let (top, left) = (place / columns * factor, place % columns * factor)
      let block = (top..<min(top + factor, height)).flatMap { row in
        pixels[row * width + left..<row * width + min(left + factor, width)]
      }
      return block.reduce(0, +) / Float(block.count)
    }
    return ImageSheet(pixels: means, height: rows, width: columns)
  }

  /// The sheet in 256 grays, 1 being white.
  package var grayImage: GrayImage {
    GrayImage(height: height, width: width, pixels: pixels.map(GrayImage.level))
  }
}
