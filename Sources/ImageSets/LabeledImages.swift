/// Images of one shape, gray or in color, each with a class label or none at all.
///
/// Values are unsigned bytes, 0 black and 255 full light, row-major, image after image; a model reads them
/// divided by 255. In color the channels come last, red, green and blue of a pixel one after another: the
/// order of PNG files and NumPy's arrays, and that of features between layers.
public struct LabeledImages: Equatable, Sendable {
  /// Rows, and columns, that images have at most.
  public static let sideLimit = 128
  /// Classes that there may be at most: a label is a byte, and one of them stands for none.
  public static let classLimit = 255

  /// Rows of pixels in an image.
  public let height: Int
  /// Columns of pixels in an image.
  public let width: Int
  /// Values of a pixel: 1 in gray, 3 in color.
  public let channels: Int
  /// Every value, `count` x `height` x `width` x `channels`.
  public let pixels: [UInt8]
  /// The class of each image, `count` of them, or none where the images have no classes.
  public let labels: [UInt8]
  /// The names of classes, by label; none where only the labels tell them apart.
  public let classNames: [String]
  /// The number of each image in the set that it was taken from.
  public let numbers: [Int]

  /// How many images there are.
  public var count: Int { pixels.count / pixelsPerImage }
  /// Values of an image: `height` x `width` x `channels`.
  public var pixelsPerImage: Int { height * width * channels }
  /// Whether every image has a class; what asks for classes may only be asked of such images.
  public var areLabeled: Bool { labels.count == count }

  /// Images of bytes.
  ///
  /// - Parameters:
  ///   - height: rows of pixels in an image.
  ///   - width: columns of pixels in an image.
  ///   - channels: 1 for gray images, 3 for red, green and blue.
  ///   - pixels: `height` x `width` x `channels` for each image, row-major, image after image.
  ///   - labels: a class for each image, or nil where they have none.
  ///   - classNames: the names of classes, by label.
  ///   - numbers: of the images in the set that they were taken from, or nil for 0, 1, 2 and so on.
  /// - Precondition: the pixels are of whole images, and each of these has a label or none has.
  public init(
    height: Int, width: Int, channels: Int = 1, pixels: [UInt8], labels: [UInt8]? = nil,
    classNames: [String] = [], numbers: [Int]? = nil
  ) {
    precondition(height > 0 && width > 0, "images of \(height)x\(width)")
    precondition(channels == 1 || channels == 3, "\(channels) channels")
    let perImage = height * width * channels
    let count = pixels.count / perImage
    precondition(
      pixels.count == count * perImage,
      "\(pixels.count) values are no whole images of \(height)x\(width)x\(channels)")
    let labels = labels ?? []
    precondition(
      labels.isEmpty || labels.count == count, "\(labels.count) labels for \(count) images")
    precondition(
      numbers.map { $0.count == count } ?? true,
      "\(numbers?.count ?? 0) numbers for \(count) images")
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
    self.labels = labels
    self.classNames = classNames
    self.numbers = numbers ?? Array(0..<count)
  }

  /// The values of image `index`, row-major.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }
}

// MARK: - Classes

extension LabeledImages {
  /// The name of the class with number `label`, which is the number itself where it has none.
  public func className(_ label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : String(label)
  }

  /// The classes that some image is of, in order.
  public var classes: [Int] { Set(labels).sorted().map(Int.init) }
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
  ///   - channels: 1 for gray images, 3 for red, green and blue.
  ///   - floats: `height` x `width` x `channels` for each image, row-major, image after image.
  ///   - white: the value of a white pixel, 1 or 255 as a rule.
  ///   - labels: a class for each image, or nil where they have none.
  ///   - classNames: the names of classes, by label.
  /// - Throws: `PixelError` for the first value that is not from 0 to `white`.
  public init(
    height: Int, width: Int, channels: Int = 1, floats: [Float], white: Float = 1,
    labels: [UInt8]? = nil, classNames: [String] = []
  ) throws(PixelError) {
    self.init(
      height: height, width: width, channels: channels,
      pixels: try Self.bytes(of: floats, white: white), labels: labels, classNames: classNames)
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
    return part(
      pixels: Array(pixels[bounds]), labels: areLabeled ? Array(labels[range]) : nil,
      numbers: Array(numbers[range]))
  }

  /// All images but the last `count`, and those.
  public func holdingOut(_ count: Int) -> (rest: LabeledImages, heldOut: LabeledImages) {
    let cut = self.count - count
    return (images(0..<cut), images(cut..<self.count))
  }

  /// The same images with other pixels, as many.
  public func withPixels(_ pixels: [UInt8]) -> LabeledImages {
    part(pixels: pixels, labels: labels, numbers: numbers)
  }

  /// The images at `indices`, in that order.
  public func choosing(_ indices: [Int]) -> LabeledImages {
    part(
      pixels: indices.flatMap { image($0) }, labels: areLabeled ? indices.map { labels[$0] } : nil,
      numbers: indices.map { numbers[$0] })
  }

  /// The same images with these names of classes.
  public func named(_ classNames: [String]) -> LabeledImages {
    part(pixels: pixels, labels: labels, numbers: numbers, classNames: classNames)
  }

  /// Images of the same shape and classes.
  private func part(
    pixels: [UInt8], labels: [UInt8]?, numbers: [Int], classNames: [String]? = nil
  ) -> LabeledImages {
    LabeledImages(
      height: height, width: width, channels: channels, pixels: pixels, labels: labels,
      classNames: classNames ?? self.classNames, numbers: numbers)
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
