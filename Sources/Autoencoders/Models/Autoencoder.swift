/// An autoencoder, variational or not: encoder, latent, decoder and likelihood over one flat buffer
/// of parameters, with all working memory for batches of up to `capacity` images.
public final class Autoencoder {
  public let configuration: ModelConfiguration
  public let engine: Engine
  public let capacity: Int
  public let layout: ParameterLayout
  public let parameters: FloatBuffer
  /// Filled by `differentiate`, in the layout of `parameters`.
  public let gradients: FloatBuffer

  /// Codes of each image at a time.
  let codesPerImage: Int
  let encoder: Sequential
  let gaussian: GaussianLatent?
  let flow: AutoregressiveFlow?
  let decoder: Sequential
  let nats: Matrix
  private let layers: ModelLayers
  private let outputPixels: Matrix
  private let importanceWeights: ImportanceWeights?
  /// Of an encoder that is one dense layer.
  let contraction: Contraction?
  var pass: Pass { Pass(engine: engine, parameters: parameters, gradients: gradients) }

  /// A model with all parameters zero; `write` gives it others.
  ///
  /// - Parameters:
  ///   - capacity: images at a time.
  ///   - codesPerImage: the most samples of an objective's bound that it can work on.
  public init(
    _ configuration: ModelConfiguration, capacity: Int, codesPerImage: Int = 1, on engine: Engine
  ) {
    self.configuration = configuration
    self.engine = engine
    self.capacity = capacity
    self.codesPerImage = codesPerImage
    layers = ModelLayers(configuration, capacity: capacity, codesPerImage: codesPerImage)
    layout = layers.layout
    let codes = capacity * codesPerImage
    encoder = Sequential(
      layers.encoder, inputCount: configuration.pixelCount, capacity: capacity)
    gaussian = layers.heads.map {
      GaussianLatent(
        heads: $0, dimensions: configuration.latentCount, scale: configuration.latent.scale,
        capacity: capacity)
    }
    flow = AutoregressiveFlow(layers.flow, capacity: capacity)
    decoder = Sequential(
      layers.decoder, inputCount: configuration.latentCount, capacity: codes)
    precondition(
      decoder.outputCount == configuration.pixelCount,
      "decoder gives \(decoder.outputCount) of \(configuration.pixelCount) pixels")
    parameters = FloatBuffer(count: layout.count)
    gradients = FloatBuffer(count: layout.count)
    nats = Matrix.column(codes)
    outputPixels = Matrix(rows: capacity, columns: configuration.pixelCount)
    importanceWeights = gaussian.map {
      ImportanceWeights(capacity: codes, dimensions: $0.dimensions)
    }
    contraction = encoder.onlyDenseLayer.map(Contraction.init)
  }

  /// A model with the starting parameters of `seed`.
  public convenience init(
    _ configuration: ModelConfiguration, initialization: WeightInitialization, seed: UInt64,
    capacity: Int, codesPerImage: Int = 1, on engine: Engine
  ) {
    self.init(configuration, capacity: capacity, codesPerImage: codesPerImage, on: engine)
    parameters.write(layout.initialValues(initialization, seed: seed))
    layers.prepare(parameters)
  }

  /// A batch's codes and what each image costs.
  public struct Output {
    /// Rows of codes, sampled where the model is variational.
    public let codes: Matrix
    /// Rows of [mean | log-variance] where the posterior is Gaussian.
    public let posterior: Matrix?
    public let logits: Matrix
    /// -log p(x | z) of each image in nats.
    public let reconstruction: Matrix
    /// KL of each image in nats where the model is variational; estimated from the code alone where a
    /// flow bends the posterior.
    public let kl: Matrix?
    /// What the printed objective has in its place, where the model follows them.
    let printedKL: Matrix?

    /// The mean over the batch, with `klWeight` noted.
    public func terms(klWeight: Double) -> LossTerms {
      let kl = kl.map(Self.mean) ?? 0
      let used = printedKL.map(Self.mean) ?? kl
      return LossTerms(
        reconstruction: Self.mean(reconstruction), kl: kl, klWeight: klWeight,
        adjustment: klWeight * (used - kl))
    }

    private static func mean(_ column: Matrix) -> Double {
      var sum = 0.0
      for row in 0..<column.rows { sum += Double(column[row, 0]) }
      return sum / Double(column.rows)
    }
  }

  /// Runs a batch through the model. The result shares the model's memory, valid until the next call.
  ///
  /// - Parameters:
  ///   - images: a row of pixels in [0, 1] for each image.
  ///   - target: what the likelihood is of, when not `images`.
  public func evaluate(_ images: Matrix, target: Matrix? = nil, noise: NoiseSource) -> Output {
    evaluate(features: features(of: images), target: target ?? images, noise: noise)
  }

  /// What the encoder's last layer gives, from which `evaluate(features:target:noise:)` may draw any
  /// number of times.
  func features(of images: Matrix) -> Matrix { encoder.forward(images, pass) }

  func evaluate(features: Matrix, target: Matrix, noise: NoiseSource) -> Output {
    finish(features, target: target, noise: noise, gradient: nil)
  }

  /// Runs a batch, or a slice of one, through the model and fills `gradients` with its part in those
  /// of the objective's mean over the batch.
  ///
  /// - Parameters:
  ///   - objective: as its schedules have it now.
  ///   - gradientScale: what the gradient of each image's loss is multiplied by, when that is not one
  ///     part in as many as there are images.
  ///   - accumulating: adds to `gradients` instead of replacing them.
  /// - Returns: the mean loss of these images.
  public func differentiate(
    _ images: Matrix, target: Matrix? = nil, noise: NoiseSource, objective: Objective = Objective(),
    gradientScale: Double? = nil, accumulating: Bool = false
  ) -> LossTerms {
    var pass = pass
    pass.continuesBatch = accumulating
    let batch = Batch(
      images: images, target: target ?? images, noise: noise,
      scale: gradientScale ?? 1 / Double(images.rows))
    let features = encoder.forward(images, pass)
    if case .importanceWeighted(let samples, let estimator) = objective.bound {
      guard let importanceWeights else { preconditionFailure("no posterior") }
      precondition(
        samples <= codesPerImage, "\(samples) codes an image, a model for \(codesPerImage)")
      return differentiate(
        batch, features: features, weights: importanceWeights, samples: samples,
        estimator: estimator, klWeight: objective.klWeight, pass)
    }
    let output = finish(
      features, target: batch.target, noise: noise,
      gradient: decoder.outputGradient(rows: images.rows), scale: Float(batch.scale))
    return gaussian == nil
      ? backward(output, batch, penalty: objective.penalty, pass)
      : backward(output, batch, features: features, objective, pass)
  }

  /// What a step is about.
  struct Batch {
    let images: Matrix
    let target: Matrix
    let noise: NoiseSource
    /// Of each image's gradient.
    let scale: Double
  }

  /// From the logits' gradient to those of all parameters, the code being sampled.
  private func backward(
    _ output: Output, _ batch: Batch, features: Matrix, _ objective: Objective, _ pass: Pass
  ) -> LossTerms {
    guard let gaussian else { preconditionFailure("no posterior") }
    let rows = batch.images.rows
    let klScale = Float(objective.klWeight * batch.scale)
    let codeGradient = gaussian.codeGradient(rows: rows)
    decoder.backward(input: output.codes, into: codeGradient, pass)
    flow?.backward(
      codeGradient, contextGradient: gaussian.contextGradient(rows: rows), klScale: klScale, pass)
    gaussian.backward(
      features, klScale: klScale, constraint: objective.klConstraint,
      into: encoder.outputGradient(rows: rows), pass)
    encoder.backward(input: batch.images, into: nil, pass)
    var terms = output.terms(klWeight: objective.klWeight)
    if let constraint = objective.klConstraint {
      terms.adjustment += objective.klWeight * (gaussian.cost(of: constraint) - terms.kl)
    }
    return terms
  }

  /// From the logits' gradient to those of all parameters, the code being the encoder's output.
  private func backward(
    _ output: Output, _ batch: Batch, penalty: CodePenalty?, _ pass: Pass
  ) -> LossTerms {
    let codeGradient = encoder.outputGradient(rows: batch.images.rows)
    decoder.backward(input: output.codes, into: codeGradient, pass)
    var terms = output.terms(klWeight: 0)
    if let penalty, let codeGradient {
      terms.adjustment = penalty.add(
        to: codeGradient, codes: output.codes, scale: Float(batch.scale), contraction, pass)
    }
    encoder.backward(input: batch.images, into: nil, pass)
    if case .contraction(let weight) = penalty {
      contraction?.addToWeights(
        codes: output.codes, slope: Float(weight * batch.scale), pass)
    }
    return terms
  }

  private func finish(
    _ features: Matrix, target: Matrix, noise: NoiseSource, gradient: Matrix?,
    scale: Float = 0
  ) -> Output {
    let sample = gaussian?.forward(features, noise: noise, pass)
    let rows = features.rows
    let transformed = gaussian.flatMap { applyFlow(sample, by: $0, rows: rows) }
    let codes = transformed?.codes ?? sample?.code ?? features
    let logits = decoder.forward(codes, pass)
    configuration.likelihood.evaluate(
      logits: logits, target: target, nats: nats.prefix(rows), gradient: gradient,
      scale: scale, on: engine)
    return Output(
      codes: codes, posterior: transformed == nil ? sample?.statistics : nil, logits: logits,
      reconstruction: nats.prefix(rows), kl: transformed?.kl ?? sample?.kl,
      printedKL: sample?.printedKL)
  }

  /// What the flow, where there is one, makes of a sample of the Gaussian.
  private func applyFlow(
    _ sample: GaussianLatent.Sample?, by gaussian: GaussianLatent, rows: Int
  ) -> (codes: Matrix, kl: Matrix)? {
    guard let flow, let sample else { return nil }
    let codes = flow.forward(sample.code, context: gaussian.context(rows: rows), pass)
    let dimensions = gaussian.dimensions
    let kl = flow.divergence(
      logVariances: sample.statistics.columns(dimensions..<2 * dimensions),
      noise: gaussian.noiseMatrix(rows: rows))
    return (codes, kl)
  }

  /// Moves the mean and scale of each latent dimension over the last `rows` images run through the
  /// model a fraction `rate` of the way to where the KL term is least.
  ///
  /// Shifting and scaling a latent changes no decoded image when the decoder's first layer undoes
  /// it, so along these directions only the KL term has a slope, and it is least where
  /// E[mean] = 0 and E[mean² + variance] = 1, or E[mean²] = ½ (1 - E[exp s]) in the printed objective. The
  /// direction is so flat (a scale 15 % off costs 0.02 nats) that the noise of the other gradients keeps an
  /// optimizer from settling there. A flow in between would not undo the scale, so there nothing is moved.
  public func standardizeLatent(rows: Int, rate: Float) {
    guard let gaussian, flow == nil, let first = decoder.layers.first as? Dense else { return }
    gaussian.standardize(rows: rows, rate: rate, decoder: first, parameters)
  }

  /// The posterior's [mean | log-variance] of each image, or its code when the model has no posterior.
  /// Where a flow transforms the posterior, what it makes of the Gaussian's mean stands for the mean.
  public func encode(_ images: Matrix) -> Matrix {
    let features = encoder.forward(images, pass)
    guard let gaussian else { return features }
    let statistics = gaussian.posterior(features, pass)
    guard let flow else { return statistics }
    let means = statistics.columns(0..<gaussian.dimensions)
    let codes = flow.forward(means, context: gaussian.context(rows: images.rows), pass)
    engine.copy(codes, into: means)
    return statistics
  }

  /// The mean image of each code, that of p(x | z), pixels in [0, 1].
  ///
  /// - Parameter carryingSkips: these are the codes that `encode` just gave, and skip connections carry
  ///   what it saw; else they carry nothing.
  public func decode(_ codes: Matrix, carryingSkips: Bool = false) -> Matrix {
    var pass = pass
    pass.carriesSkips = carryingSkips
    let pixels = outputPixels.prefix(codes.rows)
    configuration.likelihood.mean(of: decoder.forward(codes, pass), into: pixels, on: engine)
    return pixels
  }
}
