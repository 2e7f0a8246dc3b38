/// What a skip connection carries past the layers in between, as in U-Net (Ronneberger et al. 2015).
final class SkipConnection {
  let shape: FeatureShape
  fileprivate var features: Matrix?
  fileprivate let gradient: Matrix

  init(_ shape: FeatureShape, capacity: Int) {
    self.shape = shape
    gradient = Matrix(rows: capacity, columns: shape.count)
  }
}

/// Where a skip connection starts: gives what it gets, and keeps it for the `SkipEnd`.
public struct SkipStart: Layer {
  let connection: SkipConnection

  public var inputCount: Int { connection.shape.count }
  public var outputCount: Int { connection.shape.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.features(input, connection.shape, into: output, connection.shape))
    connection.features = output
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    guard let inputGradient else { return }
    let shape = connection.shape
    pass.engine.copy(.features(outputGradient, shape, into: inputGradient, shape))
    var sum = StridedCopy.features(
      connection.gradient.prefix(input.rows), shape, into: inputGradient, shape)
    sum.isAccumulating = true
    pass.engine.copy(sum)
  }
}

/// Where a skip connection ends: appends the channels it carries, or zeros where nothing was encoded.
public struct SkipEnd: Layer {
  let connection: SkipConnection
  /// What comes from the layers in between.
  let input: FeatureShape

  var output: FeatureShape {
    FeatureShape(
      height: input.height, width: input.width, channels: input.channels + connection.shape.channels
    )
  }

  public var inputCount: Int { input.count }
  public var outputCount: Int { output.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.features(input, self.input, into: output, self.output))
    let (shape, channel) = (connection.shape, self.input.channels)
    guard pass.carriesSkips, let features = connection.features else {
      return clear(output, from: channel)
    }
    pass.engine.copy(
      .features(
        features.prefix(input.rows), shape, into: output, self.output, targetChannel: channel))
  }

  private func clear(_ output: Matrix, from channel: Int) {
    for row in 0..<output.rows {
      for pixel in 0..<self.output.pixels {
        for c in channel..<self.output.channels {
          output[row, pixel * self.output.channels + c] = 0
        }
      }
    }
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    let rows = input.rows
    pass.engine.copy(
      .features(
        outputGradient, self.output, sourceChannel: self.input.channels,
        into: connection.gradient.prefix(rows), connection.shape))
    guard let inputGradient else { return }
    pass.engine.copy(.features(outputGradient, self.output, into: inputGradient, self.input))
  }
}

extension StridedCopy {
  /// Copies as many channels as both have, from one channel on.
  fileprivate static func features(
    _ from: Matrix, _ source: FeatureShape, sourceChannel: Int = 0, into to: Matrix,
    _ target: FeatureShape, targetChannel: Int = 0
  ) -> StridedCopy {
    let channels = min(source.channels - sourceChannel, target.channels - targetChannel)
    return StridedCopy(
      from: .images(from, source, channel: sourceChannel),
      to: .images(to, target, channel: targetChannel),
      extents: (from.rows, source.height, source.width, channels))
  }
}
