public import Autoencoders
internal import FileFormats

/// An image that is drawn by hand, of any size, gray or in color.
public struct DrawnImage: Equatable, Sendable {
  /// Its shape.
  public let shape: FeatureShape
  /// Values from 0, black, to 1, row by row, the channels of a pixel one after another.
  public private(set) var pixels: [Float]

  /// A black image.
  init(_ shape: FeatureShape) {
    self.shape = shape
    pixels = [Float](repeating: 0, count: shape.count)
  }

  /// An image of some pixels, as many as the shape has.
  init(_ shape: FeatureShape, pixels: [Float]) {
    precondition(pixels.count == shape.count, "\(pixels.count) values of \(shape.count)")
    self.shape = shape
    self.pixels = pixels
  }

  /// There is nothing on it.
  var isBlank: Bool { pixels.allSatisfy { $0 == 0 } }

  /// The values as files and models have them, from 0 to 255.
  var levels: [UInt8] { pixels.map(GrayImage.level) }

  /// Draws a line of a round, soft brush from one pixel's middle to another's.
  ///
  /// A pixel's share of the ink falls from one to nothing over the last pixel of the brush's radius, and a pixel
  /// that was covered stays as covered as it was: to go over a line again does not make it wider.
  mutating func draw(from start: PixelPlace, to end: PixelPlace, radius: Float, ink: Ink) {
    // Both ways round to the same.
    let (start, end) = (start.y, start.x) <= (end.y, end.x) ? (start, end) : (end, start)
    let reach = Int(radius.rounded(.up)) + 1
    let columns = (min(start.x, end.x) - reach...max(start.x, end.x) + reach)
      .clamped(to: 0...shape.width - 1)
    let rows = (min(start.y, end.y) - reach...max(start.y, end.y) + reach)
      .clamped(to: 0...shape.height - 1)
    for y in rows {
      for x in columns {
        let distance = PixelPlace(x: x, y: y).distance(fromLine: start, end)
        let cover = min(max(radius + 0.5 - distance, 0), 1)
        if cover > 0 { paint(x, y, cover, ink) }
      }
    }
  }

  private mutating func paint(_ x: Int, _ y: Int, _ cover: Float, _ ink: Ink) {
    let first = (y * shape.width + x) * shape.channels
    for channel in 0..<shape.channels {
      let value = pixels[first + channel]
      pixels[first + channel] =
        ink.isLight(channel) ? max(value, cover) : min(value, 1 - cover)
    }
  }
}

/// A place of a drawn image: pixels to the right and down.
public struct PixelPlace: Equatable, Sendable {
  /// Pixels to the left of it.
  public var x: Int
  /// Pixels above it.
  public var y: Int

  /// How far it is from the nearest place of a straight line, in pixels.
  fileprivate func distance(fromLine start: PixelPlace, _ end: PixelPlace) -> Float {
    let (dx, dy) = (Float(end.x - start.x), Float(end.y - start.y))
    let (px, py) = (Float(x - start.x), Float(y - start.y))
    let square = dx * dx + dy * dy
    let along = square > 0 ? min(max((px * dx + py * dy) / square, 0), 1) : 0
    let (ox, oy) = (px - along * dx, py - along * dy)
    return (ox * ox + oy * oy).squareRoot()
  }
}

/// What is drawn with: red, green and blue, each full or none. To draw with black is to erase.
public enum Ink: String, CaseIterable, Sendable {
  /// All three.
  case white
  /// One of them.
  case red, green, blue
  /// Two of them.
  case yellow, magenta, cyan
  /// None.
  case black

  /// Whether a channel is full; in gray there is one.
  func isLight(_ channel: Int) -> Bool {
    switch self {
    case .white: true
    case .red: channel == 0
    case .green: channel == 1
    case .blue: channel == 2
    case .yellow: channel != 2
    case .magenta: channel != 1
    case .cyan: channel != 0
    case .black: false
    }
  }
}
