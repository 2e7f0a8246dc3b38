/// Gray images of one size, each with a class label or none at all.
///
/// Pixels are unsigned bytes, 0 black and 255 white, row-major, image after image; a model reads them
/// divided by 255.
public struct LabeledImages: Equatable, Sendable {
  /// Rows of pixels in an image.
  public let height: Int
  /// Columns of pixels in an image.
  public let width: Int
  /// Every pixel, `count` x `height` x `width`.
  public let pixels: [UInt8]
  /// The class of each image, `count` of them, or none where the images have no classes.
  public let labels: [UInt8]
  /// The number of each image in the set that it was taken from.
  public let numbers: [Int]

  /// How many images there are.
  public var count: Int { pixels.count / pixelsPerImage }
  /// `height` x `width`.
  public var pixelsPerImage: Int { height * width }
  /// Whether every image has a class; what asks for classes may only be asked of such images.
  public var areLabeled: Bool { labels.count == count }

  /// Images of bytes.
  ///
  /// - Parameters:
  ///   - height: rows of pixels in an image.
  ///   - width: columns of pixels in an image.
  ///   - pixels: `height` x `width` for each image, row-major, image after image.
  ///   - labels: a class for each image, or nil where they have none.
  ///   - numbers: of the images in the set that they were taken from, or nil for 0, 1, 2 and so on.
  /// - Precondition: the pixels are of whole images, and each of these has a label or none has.
  public init(
    height: Int, width: Int, pixels: [UInt8], labels: [UInt8]? = nil, numbers: [Int]? = nil
  ) {
    precondition(height > 0 && width > 0, "images of \(height)x\(width)")
    let count = pixels.count / (height * width)
    precondition(
      pixels.count == count * height * width,
      "\(pixels.count) pixels are no whole images of \(height)x\(width)")
    let labels = labels ?? []
    precondition(
      labels.isEmpty || labels.count == count, "\(labels.count) labels for \(count) images")
    precondition(
      numbers.map { $0.count == count } ?? true,
      "\(numbers?.count ?? 0) numbers for \(count) images")
    self.height = height
    self.width = width
    self.pixels = pixels
    self.labels = labels
    self.numbers = numbers ?? Array(0..<count)
  }

  /// The pixels of image `index`, row-major.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }
}

// MARK: - Floats

/// A pixel that is not between black and white.
public struct PixelError: Error, Equatable {
  /// Its place among all pixels.
  public let index: Int
  /// Its value, which may be no number.
  public let value: Float
  /// The value of a white pixel.
  public let white: Float
}

extension LabeledImages {
  /// Images of floats from 0, which is black, to `white`, each kept to the nearest 255th of it.
  ///
  /// - Parameters:
  ///   - height: rows of pixels in an image.
  ///   - width: columns of pixels in an image.
  ///   - floats: `height` x `width` for each image, row-major, image after image.
  ///   - white: the value of a white pixel, 1 or 255 as a rule.
  ///   - labels: a class for each image, or nil where they have none.
  /// - Throws: `PixelError` for the first pixel that is not from 0 to `white`.
  public init(
    height: Int, width: Int, floats: [Float], white: Float = 1, labels: [UInt8]? = nil
  ) throws(PixelError) {
    self.init(
      height: height, width: width, pixels: try Self.bytes(of: floats, white: white),
      labels: labels)
  }

  /// The bytes of floats from 0 to `white`.
  package static func bytes(of floats: [Float], white: Float = 1) throws(PixelError) -> [UInt8] {
    precondition(white > 0, "white is \(white)")
    if let index = floats.firstIndex(where: { !(0...white).contains($0) }) {
      throw PixelError(index: index, value: floats[index], white: white)
    }
    return floats.map { UInt8(($0 / white * 255).rounded()) }
  }
}

// MARK: - Parts

extension LabeledImages {
  /// The first `count` images, or all when there are fewer.
  public func prefix(_ count: Int) -> LabeledImages { images(0..<min(count, self.count)) }

  /// The images at `range`.
  public func images(_ range: Range<Int>) -> LabeledImages {
    let bounds = range.lowerBound * pixelsPerImage..<range.upperBound * pixelsPerImage
    return LabeledImages(
      height: height, width: width, pixels: Array(pixels[bounds]),
      labels: areLabeled ? Array(labels[range]) : nil, numbers: Array(numbers[range]))
  }

  /// All images but the last `count`, and those.
  public func holdingOut(_ count: Int) -> (rest: LabeledImages, heldOut: LabeledImages) {
    let cut = self.count - count
    return (images(0..<cut), images(cut..<self.count))
  }

  /// The same images with other pixels, as many.
  public func withPixels(_ pixels: [UInt8]) -> LabeledImages {
    LabeledImages(height: height, width: width, pixels: pixels, labels: labels, numbers: numbers)
  }

  /// The images at `indices`, in that order.
  public func choosing(_ indices: [Int]) -> LabeledImages {
    LabeledImages(
      height: height, width: width, pixels: indices.flatMap { image($0) },
      labels: areLabeled ? indices.map { labels[$0] } : nil, numbers: indices.map { numbers[$0] })
  }

  /// The images of these classes, in their order.
  ///
  /// - Precondition: the images are labeled.
  public func keeping(classes: Set<UInt8>) -> LabeledImages {
    precondition(areLabeled, "\(count) images without labels")
    return choosing(labels.indices.filter { classes.contains(labels[$0]) })
  }

  /// As many images as `count`, evenly spaced over all, or all when there are fewer.
  public func spread(_ count: Int) -> LabeledImages {
    choosing((0..<min(count, self.count)).map { $0 * self.count / min(count, self.count) })
  }
}
