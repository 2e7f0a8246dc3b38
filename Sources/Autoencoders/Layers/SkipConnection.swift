/// The features that a skip connection carries past the layers in between, as in U-Net (Ronneberger et
/// al. 2015).
package final class SkipConnection {
  package let shape: FeatureShape
  fileprivate var features: Matrix?
  fileprivate let gradient: Matrix

  package init(_ shape: FeatureShape, capacity: Int) {
    self.shape = shape
    gradient = Matrix(rows: capacity, columns: shape.count)
  }
}

/// Where a skip connection starts: gives what it gets, and keeps it for the `SkipEnd`.
package struct SkipStart: Layer {
  let connection: SkipConnection

  package init(connection: SkipConnection) { self.connection = connection }

  package var inputCount: Int { connection.shape.count }
  package var outputCount: Int { connection.shape.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.copy(.features(input, connection.shape, into: output, connection.shape))
    connection.features = output
  }

  package func backward(
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
package struct SkipEnd: Layer {
  let connection: SkipConnection
  /// The shape that the layers in between give.
  let input: FeatureShape

  package init(connection: SkipConnection, input: FeatureShape) {
    self.connection = connection
    self.input = input
  }

  var output: FeatureShape {
    FeatureShape(
      height: input.height, width: input.width, channels: input.channels + connection.shape.channels
    )
  }

  package var inputCount: Int { input.count }
  package var outputCount: Int { output.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
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

  package func backward(
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

// MARK: - Specifications

extension SkipStart {
  /// Opens a skip connection of whatever comes in.
  struct Specification: LayerSpecification {
    func outputShape(for input: FeatureShape) -> FeatureShape? { input }

    var summary: String { "skip" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      let connection = SkipConnection(input, capacity: builder.capacity)
      builder.openSkips.append(connection)
      return SkipStart(connection: connection)
    }
  }
}

extension SkipEnd {
  /// Closes the last open skip connection, which carries so many channels.
  struct Specification: LayerSpecification {
    let channels: Int

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      guard FeatureShape.vector(channels).isSmall else { return nil }
      return FeatureShape(
        height: input.height, width: input.width, channels: input.channels + channels)
    }

    var summary: String { "join" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      guard let connection = builder.openSkips.popLast() else {
        preconditionFailure("a join without a skip")
      }
      return SkipEnd(connection: connection, input: input)
    }
  }
}

extension ModelConfiguration {
  /// Every skip connection ends, at features of its own height and width, with its own channels.
  var hasMatchingSkips: Bool {
    var open: [FeatureShape] = []
    for (layers, start) in [(encoder, inputShape), (decoder, codeShape)] {
      var shape = start
      for layer in layers {
        if layer == .skip { open.append(shape) }
        if case .join(let channels) = layer {
          let expected = FeatureShape(height: shape.height, width: shape.width, channels: channels)
          guard open.popLast() == expected else { return false }
        }
        shape = layer.outputShape(for: shape) ?? shape
      }
    }
    return open.isEmpty
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
