/// Gray images of one size, each with a class label: what an IDX pair or an npz archive holds.
///
/// Pixels stay unsigned bytes, row-major, image after image.
public struct LabeledImages: Equatable, Sendable {
  public let height: Int
  public let width: Int
  public let pixels: [UInt8]
  public let labels: [UInt8]
  /// The number of each image in the set that it was taken from.
  public let numbers: [Int]

  public var count: Int { labels.count }
  public var pixelsPerImage: Int { height * width }

  public init(height: Int, width: Int, pixels: [UInt8], labels: [UInt8], numbers: [Int]? = nil) {
    precondition(
      pixels.count == labels.count * height * width,
      "\(pixels.count) pixels are not \(labels.count) images of \(height)x\(width)")
    self.height = height
    self.width = width
    self.pixels = pixels
    self.labels = labels
    self.numbers = numbers ?? Array(labels.indices)
  }

  /// The pixels of image `index`.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }

  /// The first `count` images, or all when there are fewer.
  public func prefix(_ count: Int) -> LabeledImages { images(0..<min(count, self.count)) }

  /// The images at `range`.
  public func images(_ range: Range<Int>) -> LabeledImages {
    let bounds = range.lowerBound * pixelsPerImage..<range.upperBound * pixelsPerImage
    return LabeledImages(
      height: height, width: width, pixels: Array(pixels[bounds]), labels: Array(labels[range]),
      numbers: Array(numbers[range]))
  }

  /// All images but the last `count`, and those.
  public func holdingOut(_ count: Int) -> (rest: LabeledImages, heldOut: LabeledImages) {
    let cut = self.count - count
    return (images(0..<cut), images(cut..<self.count))
  }

  /// The same images with other pixels.
  public func withPixels(_ pixels: [UInt8]) -> LabeledImages {
    LabeledImages(height: height, width: width, pixels: pixels, labels: labels, numbers: numbers)
  }

  /// The images at `indices`, in that order.
  public func choosing(_ indices: [Int]) -> LabeledImages {
    LabeledImages(
      height: height, width: width, pixels: indices.flatMap { image($0) },
      labels: indices.map { labels[$0] }, numbers: indices.map { numbers[$0] })
  }

  /// The images of these classes, in their order.
  public func keeping(classes: Set<UInt8>) -> LabeledImages {
    choosing(labels.indices.filter { classes.contains(labels[$0]) })
  }

  /// As many images as `count`, evenly spaced over all, or all when there are fewer.
  public func spread(_ count: Int) -> LabeledImages {
    choosing((0..<min(count, self.count)).map { $0 * self.count / min(count, self.count) })
  }
}
