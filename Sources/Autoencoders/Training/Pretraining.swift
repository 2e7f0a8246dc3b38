/// A layer that is trained by itself, the first being number 1.
public struct PretrainedLayer: Equatable, Sendable {
  /// Its number, counted from 1.
  public let number: Int
  /// Layers of the encoder in all.
  public let count: Int

  /// Layer `number` of `count`.
  public init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }
}

/// Greedy training of a deep model's dense layers, the first first, each as a restricted Boltzmann
/// machine on what the layers before it give (Hinton and Salakhutdinov 2006). The decoder's layers get
/// the same weights transposed, so that training can go on with all of them.
public struct Pretraining: Equatable, Sendable {
  /// Epochs a layer; all layers together take the first epochs of a run, or the whole run.
  public var epochsPerLayer: Int
  /// The learning rate.
  public var rate: Float
  /// The rate of a layer of linear units, which get noise of variance one.
  public var linearRate: Float
  /// Momentum after the first epochs of a layer.
  public var momentum: Float
  /// Momentum in the first epochs of a layer.
  public var initialMomentum: Float
  /// The number of those first epochs.
  public var initialEpochs: Int
  /// How the gradient is estimated.
  public var rule: ContrastiveDivergence.Rule

  /// The rates and momenta of Hinton and Salakhutdinov (2006) unless others are given.
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

  /// A part of the pre-training: a layer and its optimizer.
  struct Stage: Equatable {
    let layer: Int
    let optimizer: OptimizerConfiguration
  }

  /// The stage of `epoch`, counted from zero, of a model with the encoder `layers`; nil afterwards.
  func stage(epoch: Int, layers: [LayerConfiguration]) -> Stage? {
    let layer = epoch / max(epochsPerLayer, 1)
    guard layer < layers.count, let dense = layers[layer].specification as? Dense.Specification
    else { return nil }
    let isEarly = epoch % max(epochsPerLayer, 1) < initialEpochs
    return Stage(
      layer: layer,
      optimizer: .sgd(
        rate: dense.activation == .identity ? linearRate : rate,
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

  /// The pre-training in a few words.
  public var summary: String {
    "\(epochsPerLayer) epochs per layer as a restricted Boltzmann machine, \(rule.summary)"
  }
}

extension TrainingConfiguration {
  /// Epochs in which a model with the encoder `layers` is trained layer by layer.
  public func pretrainingEpochs(of layers: [LayerConfiguration]) -> Int {
    pretraining?.epochs(layers: layers) ?? 0
  }

  /// The layer of a model with the encoder `layers` that `epoch`, counted from zero, trains by itself; nil
  /// where all are trained, or there is but one.
  public func pretrainedLayer(epoch: Int, of layers: [LayerConfiguration]) -> PretrainedLayer? {
    pretraining?.layer(epoch: epoch, layers: layers)
  }

  /// Trains for so many epochs. Where a lone layer's pre-training is all there is, it takes them all.
  public mutating func setEpochs(_ count: Int, layers: [LayerConfiguration]) {
    if layers.count == 1, pretraining?.epochsPerLayer == epochs {
      pretraining?.epochsPerLayer = count
    }
    epochs = count
  }
}
