/// A layer that is trained by itself, the first being number 1.
public struct PretrainedLayer: Equatable, Sendable {
  public let number: Int
  public let count: Int

  public init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }
}

/// Greedy training of a deep model's dense layers, the first first, each as a restricted Boltzmann
/// machine on what the layers before it give (Hinton and Salakhutdinov 2006). The decoder's layers get
/// the same weights transposed, so that training can go on with all of them.
public struct Pretraining: Codable, Equatable, Sendable {
  /// Epochs a layer; all layers together take the first epochs of a run, or the whole run.
  public var epochsPerLayer: Int
  public var rate: Float
  /// The rate of a layer of linear units, which get noise of variance one.
  public var linearRate: Float
  /// Momentum after the first epochs of a layer, and in them.
  public var momentum: Float
  public var initialMomentum: Float
  public var initialEpochs: Int
  public var rule: ContrastiveDivergence.Rule

  public init(
    epochsPerLayer: Int, rate: Float = 0.1, linearRate: Float = 0.001, momentum: Float = 0.9,
    initialMomentum: Float = 0.5, initialEpochs: Int = 5, rule: ContrastiveDivergence.Rule
  ) {
    self.epochsPerLayer = epochsPerLayer
    self.rate = rate
    self.linearRate = linearRate
    self.momentum = momentum
    self.initialMomentum = initialMomentum
    self.initialEpochs = initialEpochs
    self.rule = rule
  }

  /// What a part of the pre-training is about.
  struct Stage: Equatable {
    let layer: Int
    let optimizer: OptimizerConfiguration
  }

  /// The stage of `epoch`, counted from zero, of a model with the encoder `layers`; nil afterwards.
  func stage(epoch: Int, layers: [LayerConfiguration]) -> Stage? {
    let layer = epoch / max(epochsPerLayer, 1)
    guard layer < layers.count, case .dense(_, let activation) = layers[layer] else { return nil }
    let isEarly = epoch % max(epochsPerLayer, 1) < initialEpochs
    return Stage(
      layer: layer,
      optimizer: .sgd(
        rate: activation == .identity ? linearRate : rate,
        momentum: isEarly ? initialMomentum : momentum))
  }

  /// The layer that `epoch`, counted from zero, trains by itself; nil where all are trained, or there is
  /// but one.
  func layer(epoch: Int, layers: [LayerConfiguration]) -> PretrainedLayer? {
    guard layers.count > 1, let stage = stage(epoch: epoch, layers: layers) else { return nil }
    return PretrainedLayer(number: stage.layer + 1, count: layers.count)
  }

  /// Epochs of pre-training of a model with the encoder `layers`.
  public func epochs(layers: [LayerConfiguration]) -> Int { epochsPerLayer * layers.count }

  /// What it is, in a few words.
  public var summary: String {
    "\(epochsPerLayer) epochs a layer as a restricted Boltzmann machine, \(rule.summary)"
  }
}

extension TrainingConfiguration {
  /// Epochs in which a model with the encoder `layers` is trained layer by layer.
  public func pretrainingEpochs(of layers: [LayerConfiguration]) -> Int {
    pretraining?.epochs(layers: layers) ?? 0
  }

  /// Trains for so many epochs. Where a lone layer's pre-training is all there is, it takes them all.
  public mutating func setEpochs(_ count: Int, layers: [LayerConfiguration]) {
    if layers.count == 1, pretraining?.epochsPerLayer == epochs {
      pretraining?.epochsPerLayer = count
    }
    epochs = count
  }
}
