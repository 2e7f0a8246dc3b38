public import Autoencoders

/// An image that is to be written to a file.
public struct SavedImage: Equatable, Sendable {
  /// Its shape.
  public let shape: FeatureShape
  /// Its values from 0, black, to 255, row by row, the channels of a pixel one after another.
  public let levels: [UInt8]

  /// An image of some values, as many as its shape has.
  public init(shape: FeatureShape, levels: [UInt8]) {
    precondition(levels.count == shape.count, "\(levels.count) values of \(shape.count)")
    self.shape = shape
    self.levels = levels
  }
}
