/// What a model decodes codes with, its matrices rounded to 8 bits an element: a quarter of its size, and images that
/// differ by about as little as the levels of a pixel.
public struct RoundedDecoder: Equatable, Sendable {
  /// Everything that decides, with the parameters, what the model computes.
  public let configuration: ModelConfiguration
  /// Training steps behind these parameters.
  public let step: Int
  /// The matrices that are rounded, by the names of their parameters.
  let matrices: [String: RoundedMatrix]
  /// The other parameters, as they are.
  let vectors: [String: [Float]]

  init(
    configuration: ModelConfiguration, step: Int, matrices: [String: RoundedMatrix],
    vectors: [String: [Float]]
  ) {
    (self.configuration, self.step) = (configuration, step)
    (self.matrices, self.vectors) = (matrices, vectors)
  }

  /// The decoder of a model.
  init(of model: ModelSnapshot) {
    var (matrices, vectors) = ([String: RoundedMatrix](), [String: [Float]]())
    for parameter in model.configuration.decoderParameters {
      let elements = model.parameters[parameter.range]
      if parameter.isRounded {
        matrices[parameter.name] = RoundedMatrix(elements, rows: parameter.shape[0])
      } else {
        vectors[parameter.name] = Array(elements)
      }
    }
    self.init(
      configuration: model.configuration, step: model.step, matrices: matrices, vectors: vectors)
  }

  /// A model that decodes, and whose encoder is all zeros.
  public var model: ModelSnapshot {
    let layout = configuration.layout
    var parameters = [Float](repeating: 0, count: layout.count)
    for parameter in configuration.decoderParameters {
      let elements = matrices[parameter.name]?.elements ?? vectors[parameter.name] ?? []
      parameters.replaceSubrange(parameter.range, with: elements)
    }
    return ModelSnapshot(configuration: configuration, parameters: parameters, step: step)
  }

  /// Bytes of all its numbers.
  var byteCount: Int {
    matrices.values.reduce(0) { $0 + $1.levels.count + 4 * $1.ends.count }
      + vectors.values.reduce(0) { $0 + 4 * $1.count }
  }
}

extension ModelConfiguration {
  /// The parameters that images are decoded with; where the decoder has the encoder's weights, all.
  var decoderParameters: [Parameter] {
    layout.parameters.filter { isTied || $0.name.hasPrefix("decoder.") }
  }
}

extension Parameter {
  /// Rows of fewer elements would hardly take less room by their levels.
  private static let leastColumns = 32

  /// It is a matrix whose elements are rounded.
  var isRounded: Bool { isWeight && count / shape[0] >= Self.leastColumns }
}
