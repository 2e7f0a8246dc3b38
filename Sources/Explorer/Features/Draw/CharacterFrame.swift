internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// The way in which MNIST places a character in its image, for images of any size.
///
/// LeCun et al. brought the rectangle around a character's ink to 20 pixels on its longer side, with gray levels
/// where an edge came between pixels, and moved it by whole pixels until its center of mass was that of an image
/// of 28x28, whose middle they took to be pixel 14 counted from 0. Of the 10 000 test images all have it within
/// half a pixel of there, and all but 3 are 20 pixels high or wide. In other images the rectangle is of as large
/// a part.
struct CharacterFrame {
  private let shape: FeatureShape

  /// The frame of images of one shape.
  init(_ shape: FeatureShape) { self.shape = shape }

  /// Pixels of the longer side of the ink.
  var box: Int { max((min(shape.height, shape.width) * 20 + 14) / 28, 1) }

  /// A character in its frame; what is blank stays so.
  func framed(_ pixels: [Float]) -> [Float] {
    guard let ink = ink(of: pixels) else { return pixels }
    let longer = max(ink.width, ink.height)
    func scaled(_ side: Int) -> Int { max((side * box + longer / 2) / longer, 1) }
    let size = Size(width: scaled(ink.width), height: scaled(ink.height))
    let character = resized(crop(ink, of: pixels), from: ink.size, to: size)
    let (x, y) = centerOfMass(character, size)
    return placed(
      character, size, left: Int((Double(shape.width / 2) - x).rounded()),
      top: Int((Double(shape.height / 2) - y).rounded()))
  }

  // MARK: What there is

  /// The rectangle around all that is not black; nil where all is.
  func ink(of pixels: [Float]) -> Rect? {
    var (left, right, top, bottom) = (shape.width, -1, shape.height, -1)
    for y in 0..<shape.height {
      for x in 0..<shape.width where light(pixels, y * shape.width + x) > 0 {
        (left, right) = (min(left, x), max(right, x))
        (top, bottom) = (min(top, y), y)
      }
    }
    guard right >= 0 else { return nil }
    return Rect(column: left, row: top, width: right - left + 1, height: bottom - top + 1)
  }

  /// Where the ink is on average, counted from the middle of the first pixel.
  func centerOfMass(_ pixels: [Float], _ size: Size) -> (x: Double, y: Double) {
    var (mass, x, y) = (0.0, 0.0, 0.0)
    for place in 0..<size.width * size.height {
      let weight = Double(light(pixels, place))
      mass += weight
      x += weight * Double(place % size.width)
      y += weight * Double(place / size.width)
    }
    return mass > 0 ? (x / mass, y / mass) : (0, 0)
  }

  /// The sum of a pixel's channels.
  private func light(_ pixels: [Float], _ place: Int) -> Float {
    let first = place * shape.channels
    return pixels[first..<first + shape.channels].reduce(0, +)
  }

  // MARK: Moving and scaling

  private func crop(_ ink: Rect, of pixels: [Float]) -> [Float] {
    (ink.row..<ink.maxRow).flatMap { row in
      let first = (row * shape.width + ink.column) * shape.channels
      return pixels[first..<first + ink.width * shape.channels]
    }
  }

  /// Smaller, each pixel is the mean of those that it covers; larger, it lies between them.
  private func resized(_ pixels: [Float], from size: Size, to target: Size) -> [Float] {
    guard target.width > size.width || target.height > size.height else {
      return resampled(pixels, from: size, to: target, channels: shape.channels)
    }
    let columns = Self.mixture(of: size.width, as: target.width)
    let rows = Self.mixture(of: size.height, as: target.height)
    func value(_ row: Int, _ column: Int, _ channel: Int) -> Float {
      pixels[(row * size.width + column) * shape.channels + channel]
    }
    return rows.flatMap { row in
      columns.flatMap { column in
        (0..<shape.channels).map { channel in
          let upper =
            value(row.first, column.first, channel) * (1 - column.share)
            + value(row.first, column.second, channel) * column.share
          let lower =
            value(row.second, column.first, channel) * (1 - column.share)
            + value(row.second, column.second, channel) * column.share
          return upper * (1 - row.share) + lower * row.share
        }
      }
    }
  }

  /// For each of `target` pixels the two of `count` that it lies between, and the share of the second.
  private static func mixture(
    of count: Int, as target: Int
  ) -> [(first: Int, second: Int, share: Float)] {
    (0..<target).map { index in
      let place = (Float(index) + 0.5) * Float(count) / Float(target) - 0.5
      let inside = min(max(place, 0), Float(count - 1))
      let first = Int(inside)
      return (first, min(first + 1, count - 1), inside - Float(first))
    }
  }

  private func placed(_ pixels: [Float], _ size: Size, left: Int, top: Int) -> [Float] {
    var image = [Float](repeating: 0, count: shape.count)
    for row in 0..<size.height where (0..<shape.height).contains(top + row) {
      for column in 0..<size.width where (0..<shape.width).contains(left + column) {
        let (from, to) = (row * size.width + column, (top + row) * shape.width + left + column)
        for channel in 0..<shape.channels {
          image[to * shape.channels + channel] = pixels[from * shape.channels + channel]
        }
      }
    }
    return image
  }
}

extension CharacterFrame {
  /// Images that are looked at: fewer of large ones, but some.
  private static func lookedAt(_ shape: FeatureShape) -> Int { max(100 * 784 / shape.count, 10) }
  private static let leastShare = 0.9

  /// Whether images stand in this frame already, most of the first of them: then a drawing has to, too.
  static func isUsual(in images: LabeledImages) -> Bool {
    let frame = CharacterFrame(images.shape)
    let count = min(images.count, lookedAt(images.shape))
    let framed = (0..<count).count { frame.holds(images.image($0).map { Float($0) / 255 }) }
    return count > 0 && Double(framed) >= leastShare * Double(count)
  }

  /// The ink is of the frame's size, a pixel more or less, and its center within a pixel of the middle.
  private func holds(_ pixels: [Float]) -> Bool {
    guard let ink = ink(of: pixels), abs(max(ink.width, ink.height) - box) <= 1 else {
      return false
    }
    let (x, y) = centerOfMass(pixels, shape.size)
    return abs(x - Double(shape.width / 2)) <= 1 && abs(y - Double(shape.height / 2)) <= 1
  }
}
