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

  /// As many images as `count`, evenly spaced over all, or all when there are fewer.
  public func spread(_ count: Int) -> LabeledImages {
    let chosen = (0..<min(count, self.count)).map { $0 * self.count / min(count, self.count) }
    return LabeledImages(
      height: height, width: width, pixels: chosen.flatMap { image($0) },
      labels: chosen.map { labels[$0] })
  }
}
