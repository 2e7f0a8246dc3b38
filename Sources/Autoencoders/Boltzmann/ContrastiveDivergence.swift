/// Estimates the gradient of the log-likelihood of a restricted Boltzmann machine by Gibbs sampling:
/// the machine has a dense encoder layer's weights and bias, and the mirrored decoder layer's bias for
/// its visible units. Chains start at the data (Hinton 2002), or go on where they were (Tieleman 2008).
public final class ContrastiveDivergence {
  /// How long chains are, and where they start.
  public struct Rule: Equatable, Sendable {
    /// Gibbs steps of each chain.
    public var steps: Int
    /// Chains go on where the last batch left them.
    public var isPersistent: Bool
    /// The factor of the weights in their gradient; biases have no decay.
    public var weightDecay: Float

    /// CD-1 unless more is said.
    public init(steps: Int = 1, isPersistent: Bool = false, weightDecay: Float = 0) {
      self.steps = steps
      self.isPersistent = isPersistent
      self.weightDecay = weightDecay
    }

    /// Gibbs steps at most: each takes two of the sequences of numbers that a batch has.
    static let stepLimit = 1000

    var summary: String { "\(isPersistent ? "PCD" : "CD")-\(steps)" }
  }

  private let rule: Rule
  private let model: Autoencoder
  let layer: Int
  private let hiddenLayer: Dense
  private let visibleBias: Parameter
  /// States of the hidden units, from which the next batch's chains go on.
  let chains: Matrix
  private let hidden: Matrix
  private let hiddenSamples: Matrix
  private let scaledHidden: Matrix
  private let visible: Matrix
  private let logits: Matrix
  private let nats: Matrix
  private let noise: FloatBuffer
  private let factors: Matrix
  private var hasChains = false

  /// - Parameters:
  ///   - layer: which of the encoder's layers, all dense.
  ///   - batchSize: images per step.
  init(_ rule: Rule, of model: Autoencoder, layer: Int, batchSize: Int) {
    guard let hiddenLayer = model.encoder.layers[layer] as? Dense else {
      preconditionFailure("layer \(layer) of the encoder is not dense")
    }
    self.rule = rule
    self.model = model
    self.layer = layer
    self.hiddenLayer = hiddenLayer
    visibleBias = Self.bias(
      of: model.decoder.layers[model.decoder.layers.count - 1 - layer])
    let (units, inputs) = (hiddenLayer.outputCount, hiddenLayer.inputCount)
    chains = Matrix(rows: batchSize, columns: units)
    hidden = Matrix(rows: batchSize, columns: units)
    hiddenSamples = Matrix(rows: batchSize, columns: units)
    scaledHidden = Matrix(rows: batchSize, columns: units)
    visible = Matrix(rows: batchSize, columns: inputs)
    logits = Matrix(rows: batchSize, columns: inputs)
    nats = Matrix.column(batchSize)
    noise = FloatBuffer(count: batchSize * max(visible.stride, hidden.stride))
    factors = Matrix.column(max(batchSize, units))
    model.gradients.fill(0)
  }

  private static func bias(of layer: any Layer) -> Parameter {
    if let dense = layer as? Dense { return dense.bias }
    if let tied = layer as? TiedDense { return tied.bias }
    preconditionFailure("a visible layer that is not dense")
  }

  private var weights: Matrix { hiddenLayer.weight.matrix(in: model.parameters) }
  private var engine: Engine { model.engine }
  /// Chains go on from batch to batch.
  var isPersistent: Bool { rule.isPersistent }

  /// Fills the model's gradients with the estimate, negative so that an optimizer climbs.
  ///
  /// - Returns: the cross-entropy of what the layer is fed, as it comes back from the hidden units'
  ///   means, in nats per image.
  func differentiate(_ images: Matrix, seed: UInt64, step: UInt64) -> LossTerms {
    let loss = differentiate(images, firstRow: 0, of: images.rows, seed: seed, step: step)
    finishBatch()
    return loss
  }

  /// Fills the model's gradients with the part of some images in the estimate, before `finishBatch`.
  ///
  /// - Parameters:
  ///   - firstRow: the place in the batch of the first of them.
  ///   - count: images of the whole batch.
  func differentiate(
    _ images: Matrix, firstRow: Int, of count: Int, seed: UInt64, step: UInt64
  ) -> LossTerms {
    let data = model.encoder.forward(images, through: layer, model.pass)
    var random = GibbsNoise(
      seed: seed, step: step, firstRow: firstRow, buffer: noise, engine: engine)
    let hidden = hidden.prefix(images.rows)
    hiddenMeans(of: data, into: hidden)
    let loss = reconstructionLoss(of: data, from: hidden)
    let samples = hiddenSamples.prefix(images.rows)
    sampleHidden(hidden, into: samples, &random)
    accumulate(hidden, data, weight: -1 / Float(count), isFirst: true)
    let chains = chains.rows(firstRow..<firstRow + images.rows)
    if !rule.isPersistent || !hasChains { engine.copy(samples, into: chains) }
    let visible = visible.prefix(images.rows)
    for gibbsStep in 0..<rule.steps {
      sampleVisible(from: chains, into: visible, &random)
      hiddenMeans(of: visible, into: hidden)
      if gibbsStep < rule.steps - 1 || rule.isPersistent {
        sampleHidden(hidden, into: chains, &random)
      }
    }
    accumulate(hidden, visible, weight: 1 / Float(count), isFirst: false)
    return loss
  }

  /// Adds what is of no image to the gradients of all; the next batch's chains go on from this one's.
  func finishBatch() {
    hasChains = rule.isPersistent
    decayWeights()
  }

  /// E[h | v].
  private func hiddenMeans(of visible: Matrix, into hidden: Matrix) {
    hiddenLayer.forward(visible, into: hidden, model.pass)
  }

  private func sampleHidden(_ means: Matrix, into samples: Matrix, _ random: inout GibbsNoise) {
    if hiddenLayer.activation == .identity {
      random.addNormal(to: means, into: samples)
    } else {
      random.binarize(means, into: samples)
    }
  }

  /// A sample of v given h, or, where chains are short, its mean, which is less noisy.
  private func sampleVisible(
    from hidden: Matrix, into visible: Matrix, _ random: inout GibbsNoise
  ) {
    engine.multiply(
      .plain(hidden), .plain(weights), bias: visibleBias.matrix(in: model.parameters),
      activation: .sigmoid, into: visible)
    if rule.isPersistent { random.binarize(visible, into: visible) }
  }

  private func reconstructionLoss(of data: Matrix, from hidden: Matrix) -> LossTerms {
    let (logits, nats) = (logits.prefix(data.rows), nats.prefix(data.rows))
    engine.multiply(
      .plain(hidden), .plain(weights), bias: visibleBias.matrix(in: model.parameters),
      into: logits)
    engine.bernoulli(logits: logits, target: data, nats: nats)
    let sum = (0..<nats.rows).reduce(0.0) { $0 + Double(nats[$1, 0]) }
    return LossTerms(reconstruction: sum / Double(nats.rows), kl: 0, klWeight: 0)
  }

  /// Adds weight · Σ h vᵀ, Σ h and Σ v to the gradients of weights and biases.
  private func accumulate(_ hidden: Matrix, _ visible: Matrix, weight: Float, isFirst: Bool) {
    let factors = factors.prefix(hidden.rows)
    for row in 0..<hidden.rows { factors[row, 0] = weight }
    let (scaledHidden, scaledVisible) = (
      scaledHidden.prefix(hidden.rows), logits.prefix(visible.rows)
    )
    engine.scaleRows(of: hidden, by: factors, into: scaledHidden)
    engine.scaleRows(of: visible, by: factors, into: scaledVisible)
    engine.multiply(
      .transposed(scaledHidden), .plain(visible).sparse(), accumulating: !isFirst,
      into: hiddenLayer.weight.matrix(in: model.gradients))
    engine.sumRows(
      of: scaledHidden, accumulating: !isFirst, into: hiddenLayer.bias.matrix(in: model.gradients))
    engine.sumRows(
      of: scaledVisible, accumulating: !isFirst, into: visibleBias.matrix(in: model.gradients))
  }

  private func decayWeights() {
    guard rule.weightDecay > 0 else { return }
    let factors = factors.prefix(weights.rows)
    for row in 0..<weights.rows { factors[row, 0] = rule.weightDecay }
    engine.scaleRows(
      of: weights, by: factors, accumulating: true,
      into: hiddenLayer.weight.matrix(in: model.gradients))
  }

  /// Gives the mirrored decoder layer the transposed weights, where it has weights of its own.
  func unroll() {
    let mirrored = model.decoder.layers[model.decoder.layers.count - 1 - layer]
    guard let dense = mirrored as? Dense else { return }
    let transposed = dense.weight.matrix(in: model.parameters)
    for row in 0..<weights.rows {
      for column in 0..<weights.columns { transposed[column, row] = weights[row, column] }
    }
  }

  /// Whether chains of a checkpoint are as many as there are here; there are none where they start at the data.
  func accepts(_ state: [Float]?) -> Bool {
    state.map { $0.count == chains.rows * chains.columns } ?? true
  }

  /// Chains as a checkpoint keeps them, or none where they start at the data.
  var state: [Float]? {
    get { rule.isPersistent && hasChains ? chains.floats : nil }
    set {
      guard let newValue, newValue.count == chains.rows * chains.columns else { return }
      for row in 0..<chains.rows {
        chains.setRow(row, to: Array(newValue[row * chains.columns..<(row + 1) * chains.columns]))
      }
      hasChains = true
    }
  }
}

/// The random numbers of a batch's Gibbs steps, each draw a sequence of its own.
private struct GibbsNoise {
  let seed: UInt64
  let step: UInt64
  /// The place in the batch of the first row.
  let firstRow: Int
  let buffer: FloatBuffer
  let engine: Engine
  private var draws: UInt64 = 0
  /// More than a chain of one batch ever needs.
  private static let drawsPerStep: UInt64 = 1 << 12

  init(seed: UInt64, step: UInt64, firstRow: Int, buffer: FloatBuffer, engine: Engine) {
    self.seed = seed
    self.step = step
    self.firstRow = firstRow
    self.buffer = buffer
    self.engine = engine
  }

  private mutating func nextDraw() -> UInt64 {
    draws += 1
    return step * Self.drawsPerStep + draws
  }

  /// samples = 1 with the probability that `means` has, else 0.
  mutating func binarize(_ means: Matrix, into samples: Matrix) {
    engine.fillUniform(
      buffer, count: means.rows * means.stride, seed: seed, stream: .gibbs, step: nextDraw(),
      first: firstRow * means.stride)
    engine.binarize(means, noise: buffer, into: samples)
  }

  /// samples = means + noise of variance one.
  mutating func addNormal(to means: Matrix, into samples: Matrix) {
    engine.fillNormal(
      buffer, count: means.rows * means.columns, seed: seed, stream: .gibbs, step: nextDraw(),
      first: firstRow * means.columns)
    engine.copy(means, into: samples)
    engine.add(Matrix(buffer, rows: means.rows, columns: means.columns), to: samples)
  }
}
