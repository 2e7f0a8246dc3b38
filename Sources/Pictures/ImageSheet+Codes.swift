package import Autoencoders

extension ImageSheet {
  /// Codes side by side as small pictures, from black, the least value of all, to white, the greatest.
  ///
  /// - Parameter shape: a code's. Its feature maps stand below one another; the values of a vector fill
  ///   rows of a rectangle as near to a square as their number allows.
  package init(codes: [[Float]], shape: FeatureShape) {
    let maps = codes.map(shape.channelsFirst)
    let width = shape.pixels == 1 ? Self.rectangleWidth(shape.channels) : shape.width
    let values = maps.joined()
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    let range = greatest > least ? greatest - least : 1
    self.init(
      maps.map { $0.map { ($0 - least) / range } }, columns: maps.count,
      shape: FeatureShape(height: shape.count / width, width: width, channels: 1))
  }

  /// The greatest divisor of `count` up to its square root.
  private static func rectangleWidth(_ count: Int) -> Int {
    let root = Int(Double(count).squareRoot())
    return (1...max(root, 1)).last { count % $0 == 0 } ?? 1
  }
}
