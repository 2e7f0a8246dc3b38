internal import ImageSets

/// A stack of images, as the shape of an array tells of it.
struct ImageStack: Equatable {
  /// How the values of an image lie in the array.
  enum Order {
    /// Pixel after pixel, as they are kept.
    case channelsLast
    /// Channel after channel, as PyTorch has them.
    case channelsFirst
    /// Pixel after pixel, column after column.
    case columnByColumn
  }

  let count: Int
  let height: Int
  let width: Int
  let channels: Int
  let order: Order
  /// Each image is a row of values, whose order the shape does not tell.
  var areRows = false

  /// Values of an image.
  var size: Int { height * width * channels }
}

extension ImageStack {
  /// N x height x width, with an axis of one channel or three last or second, or N rows of the values of square
  /// images; nil for any other shape.
  init?(shape: [Int]) {
    switch shape.count {
    case 2: self.init(rows: shape[0], values: shape[1])
    case 3: self.init(shape[0], shape[1], shape[2], 1, .channelsLast)
    case 4 where shape[3] == 1: self.init(shape[0], shape[1], shape[2], 1, .channelsLast)
    case 4 where shape[1] == 1: self.init(shape[0], shape[2], shape[3], 1, .channelsLast)
    case 4 where shape[3] == 3: self.init(shape[0], shape[1], shape[2], 3, .channelsLast)
    case 4 where shape[1] == 3: self.init(shape[0], shape[2], shape[3], 3, .channelsFirst)
    default: return nil
    }
  }

  private init(_ count: Int, _ height: Int, _ width: Int, _ channels: Int, _ order: Order) {
    self.init(count: count, height: height, width: width, channels: channels, order: order)
  }

  /// The fewest values that a row must have to pass for an image: 8x8.
  private static let leastRow = 64

  /// Rows of so many values: those of a square gray image, or of a square one in color, red before green before blue
  /// as CIFAR has them.
  private init?(rows: Int, values: Int) {
    func side(of count: Int) -> Int? {
      (1...LabeledImages.sideLimit).first { $0 * $0 == count }
    }
    guard values >= Self.leastRow else { return nil }
    if let side = side(of: values) {
      self.init(rows, side, side, 1, .channelsLast)
    } else if values % 3 == 0, let side = side(of: values / 3) {
      self.init(rows, side, side, 3, .channelsFirst)
    } else {
      return nil
    }
    areRows = true
  }

  /// The same stack, each image lying on its side.
  var turned: ImageStack {
    ImageStack(
      count: count, height: width, width: height, channels: channels, order: .columnByColumn)
  }

  /// Whether height and width are such as images may have.
  var hasImageSize: Bool {
    let sides = 1...LabeledImages.sideLimit
    return sides.contains(height) && sides.contains(width)
  }

  /// The values of all images, row by row and channels last.
  func arranged(_ values: [UInt8]) -> [UInt8] {
    guard order != .channelsLast else { return values }
    let pixels = height * width
    var arranged = [UInt8](repeating: 0, count: values.count)
    for image in 0..<count {
      let start = image * size
      for place in 0..<size {
        let (pixel, channel) = (place / channels, place % channels)
        let source =
          order == .channelsFirst
          ? channel * pixels + pixel
          : (pixel % width * height + pixel / width) * channels + channel
        arranged[start + place] = values[start + source]
      }
    }
    return arranged
  }
}
