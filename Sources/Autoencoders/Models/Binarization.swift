internal import ImageSets

/// A way to make gray pixels black or white.
public enum Binarization: String, CaseIterable, Sendable {
  /// Each pixel is white with its gray value as probability, drawn afresh every time.
  case dynamic
  /// Our own fixed binarization: drawn as `dynamic` is, but once for good, the same in every run. It is
  /// not Larochelle's set.
  case fixed
  /// A pixel is white above one half.
  case threshold

  /// The binarization in a few words.
  public var summary: String {
    switch self {
    case .dynamic: "pixels black or white, drawn afresh every time"
    case .fixed: "our own fixed binarization: pixels black or white, drawn once for good"
    case .threshold: "pixels white above one half, else black"
    }
  }
}

extension Binarization {
  /// The images as they are whenever they are seen; gray still where every sight differs.
  func applied(to images: LabeledImages) -> LabeledImages {
    switch self {
    case .dynamic: images
    case .fixed: images.withPixels(Self.drawn(images))
    case .threshold: images.withPixels(images.pixels.map { $0 < 128 ? 0 : 255 })
    }
  }

  /// Pixel p of image number i is white where its gray value exceeds element i · pixels + p of the
  /// uniform numbers of seed 0, step 0, whichever other images of its set it is seen with.
  private static func drawn(_ images: LabeledImages) -> [UInt8] {
    let grays = (0..<256).map { Float($0) / 255 }
    let count = images.pixelsPerImage
    var pixels = images.pixels
    var (block, words) = (-1, SIMD4<UInt32>())
    for (image, number) in images.numbers.enumerated() {
      for pixel in 0..<count where pixels[image * count + pixel] != 0 {
        let element = number * count + pixel
        if element / 4 != block {
          block = element / 4
          words = Philox.block(
            counter: SIMD4(UInt32(block), 0, 0, RandomStream.binarization.rawValue), key: 0)
        }
        let uniform = Float(words[element % 4] >> 8) * 0x1p-24
        let gray = grays[Int(pixels[image * count + pixel])]
        pixels[image * count + pixel] = uniform < gray ? 255 : 0
      }
    }
    return pixels
  }
}
