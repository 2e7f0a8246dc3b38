/// Grey images of one size, each with a class label: what an IDX pair or an npz archive holds.
///
/// Pixels stay unsigned bytes, row-major, image after image.
public struct LabeledImages: Equatable, Sendable {
  public let height: Int
  public let width: Int
  public let pixels: [UInt8]
  public let labels: [UInt8]

  public var count: Int { labels.count }
  public var pixelsPerImage: Int { height * width }

  public init(height: Int, width: Int, pixels: [UInt8], labels: [UInt8]) {
    precondition(
      pixels.count == labels.count * height * width,
      "\(pixels.count) pixels are not \(labels.count) images of \(height)x\(width)")
    self.height = height
    self.width = width
    self.pixels = pixels
    self.labels = labels
  }

  /// The pixels of image `index`.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }

  /// The first `count` images, or all when there are fewer.
  public func prefix(_ count: Int) -> LabeledImages {
    let kept = min(count, self.count)
    return LabeledImages(
      height: height, width: width, pixels: Array(pixels.prefix(kept * pixelsPerImage)),
      labels: Array(labels.prefix(kept)))
  }

  /// The images at `indices`, in that order.
  public func choosing(_ indices: [Int]) -> LabeledImages {
    LabeledImages(
      height: height, width: width, pixels: indices.flatMap { image($0) },
      labels: indices.map { labels[$0] })
  }

  /// The images of these classes, in their order.
  public func keeping(classes: Set<UInt8>) -> LabeledImages {
    choosing(labels.indices.filter { classes.contains(labels[$0]) })
  }
}
