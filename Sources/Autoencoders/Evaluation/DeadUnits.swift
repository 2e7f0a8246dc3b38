/// How many of a model's rectified units gave zero for every one of some images: their weights have no gradient.
public struct DeadUnits: Equatable, Sendable {
  /// Units that gave zero alone; of a convolution, channels that did so everywhere.
  public var dead: Int
  /// All units with rectifiers.
  public var units: Int
  /// The images that were looked at.
  public var images: Int

  /// A count of units.
  public init(dead: Int, units: Int, images: Int) {
    (self.dead, self.units, self.images) = (dead, units, images)
  }
}

extension Evaluator {
  /// The rectified units that give nothing for the first images, as many as are worked on at once; nil where the model
  /// has none.
  public func deadUnits(_ model: Autoencoder) -> DeadUnits? {
    let input = firstBatch(model)
    let encoder = model.encoder.liveUnits(of: input, model.pass)
    let decoder = model.decoder.liveUnits(of: model.codes(of: input), model.pass)
    let areLive = encoder + decoder
    guard !areLive.isEmpty else { return nil }
    return DeadUnits(dead: areLive.count { !$0 }, units: areLive.count, images: input.rows)
  }
}

extension Autoencoder {
  /// The codes of a batch, without what else a posterior has.
  fileprivate func codes(of images: Matrix) -> Matrix {
    let posterior = encode(images)
    let codes = Matrix(rows: images.rows, columns: configuration.latentCount)
    for row in 0..<images.rows {
      codes.setRow(row, to: Array(posterior.row(row).prefix(codes.columns)))
    }
    return codes
  }
}

extension Sequential {
  /// For each rectified unit of all layers, whether it gives anything for some row of `input`.
  fileprivate func liveUnits(of input: Matrix, _ pass: Pass) -> [Bool] {
    layers.indices.flatMap { place -> [Bool] in
      guard let units = layers[place].rectifiedUnits else { return [] }
      let output = forward(input, through: place + 1, pass)
      var areLive = [Bool](repeating: false, count: units)
      for row in 0..<output.rows {
        for (column, value) in output.row(row).enumerated() where value > 0 {
          areLive[column % units] = true
        }
      }
      return areLive
    }
  }
}

extension Layer {
  /// How many units with rectifiers the layer has, channels being units; nil where its units are others. Images stand
  /// channels-last.
  fileprivate var rectifiedUnits: Int? {
    switch self {
    case let layer as Dense where layer.activation == .relu: layer.outputCount
    case let layer as Convolution where layer.activation == .relu: layer.geometry.output.channels
    case let layer as PooledConvolution where layer.convolution.activation == .relu:
      layer.output.channels
    case let layer as TransposedConvolution where layer.activation == .relu:
      layer.geometry.input.channels
    case let layer as UpsampledConvolution where layer.activation == .relu: layer.output.channels
    default: nil
    }
  }
}
