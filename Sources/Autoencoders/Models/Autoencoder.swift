/// An autoencoder, variational or not, over one flat buffer of parameters, with all working memory for
/// batches of up to `capacity` images.
///
///     encoder -> latent -> decoder -> likelihood
///
/// The encoder turns an image into features, the latent draws per code from them, the decoder turns the
/// code into a logit for each pixel, and the likelihood reads the logits as a distribution of images.
/// Images and codes are rows of matrices. A model belongs to the thread of its engine.
public final class Autoencoder {
  /// Everything that decides, with the parameters, what the model computes.
  public let configuration: ModelConfiguration
  /// Where the model computes.
  public let engine: Engine
  /// The most images that the model works on at a time.
  public let capacity: Int
  /// All parameters, each at its place in `namedParameters`.
  package let parameters: FloatBuffer
  /// The gradient that `differentiate` leaves, laid out as `parameters` are.
  package let gradients: FloatBuffer
  package let layout: ParameterLayout

  let encoder: Sequential
  let latent: any LatentLayer
  let decoder: Sequential

  /// The most codes of each image at a time.
  let codesPerImage: Int
  /// -log p(x | z) of each code.
  let nats: Matrix
  /// d(loss)/d(code) of each code.
  let codeGradients: Matrix
  private let codeScratch: Matrix
  private let outputPixels: Matrix

  /// A model whose parameters are all zero.
  ///
  /// - Parameters:
  ///   - configuration: of a model that is possible, as `validate` checks.
  ///   - capacity: images at a time; when nil, as many as `Evaluator.imagesAtOnce` or the
  ///     processor's cache allow.
  ///   - codesPerImage: the most samples of an objective's bound that the model can work on.
  ///   - engine: where it is computed.
  public init(
    _ configuration: ModelConfiguration, capacity: Int? = nil, codesPerImage: Int = 1,
    on engine: Engine
  ) {
    let capacity = capacity ?? configuration.capacity(for: Evaluator.imagesAtOnce)
    let codes = capacity * codesPerImage
    let layers = ModelLayers(
      configuration, capacity: capacity, codesPerImage: codesPerImage,
      mergesLayers: engine.mergesLayers)
    self.configuration = configuration
    self.engine = engine
    self.capacity = capacity
    self.codesPerImage = codesPerImage
    layout = layers.layout
    parameters = FloatBuffer(count: layout.count)
    gradients = FloatBuffer(count: layout.count)
    encoder = Sequential(
      layers.encoder, inputCount: configuration.pixelCount, capacity: capacity)
    latent = layers.latent
    decoder = Sequential(
      layers.decoder, inputCount: configuration.latentCount, capacity: codes)
    precondition(
      decoder.outputCount == configuration.pixelCount,
      "decoder gives \(decoder.outputCount) of \(configuration.pixelCount) pixels")
    nats = Matrix.column(codes)
    codeGradients = Matrix(rows: codes, columns: configuration.latentCount)
    codeScratch = Matrix.column(configuration.latentCount)
    outputPixels = Matrix(rows: capacity, columns: configuration.pixelCount)
  }

  /// Names, shapes and places of all parameters, as a PyTorch `state_dict` has them.
  public var namedParameters: [Parameter] { layout.parameters }

  var pass: Pass { Pass(engine: engine, parameters: parameters, gradients: gradients) }
}

// MARK: - The loss and its gradient

extension Autoencoder {
  /// Runs a batch through the model: encoder, latent, decoder, likelihood.
  ///
  /// - Parameters:
  ///   - images: at most `capacity` rows of pixels in [0, 1].
  ///   - target: the images that the likelihood is of, when not `images`.
  ///   - noise: of the codes.
  /// - Returns: codes and losses, which share the model's memory and are valid until the next call.
  package func evaluate(_ images: Matrix, target: Matrix? = nil, noise: NoiseSource) -> Output {
    evaluate(features: features(of: images), target: target ?? images, noise: noise)
  }

  /// The encoder's output, from which `evaluate(features:target:noise:)` may draw any number of times.
  func features(of images: Matrix) -> Matrix { encoder.forward(images, pass) }

  func evaluate(features: Matrix, target: Matrix, noise: NoiseSource) -> Output {
    forward(features, target: target, noise: noise, pass)
  }

  private func forward(
    _ features: Matrix, target: Matrix, noise: NoiseSource, constraint: KLConstraint? = nil,
    gradient: Matrix? = nil, scale: Float = 0, _ pass: Pass
  ) -> Output {
    let sample = latent.forward(features, noise: noise, constraint: constraint, pass)
    let logits = decoder.forward(sample.codes, pass)
    let nats = nats.prefix(features.rows)
    configuration.likelihood.evaluate(
      logits: logits, target: target, nats: nats, gradient: gradient, scale: scale, on: engine)
    return Output(sample, logits: logits, reconstruction: nats)
  }

  /// Runs a batch, or a slice of one, through the model and back, and fills `gradients` with its part in
  /// those of the objective's mean over the batch.
  ///
  /// - Parameters:
  ///   - images: at most `capacity` rows of pixels in [0, 1].
  ///   - target: the images that the likelihood is of, when not `images`.
  ///   - noise: of the codes.
  ///   - objective: as its schedules have it now; one that passes `check(for:)`.
  ///   - gradientScale: the factor of the gradient of each image's loss, when not one part in as many as
  ///     there are images.
  ///   - accumulating: adds to `gradients` instead of replacing them.
  /// - Returns: the mean loss of these images, in nats.
  package func differentiate(
    _ images: Matrix, target: Matrix? = nil, noise: NoiseSource, objective: Objective = Objective(),
    gradientScale: Double? = nil, accumulating: Bool = false
  ) -> LossTerms {
    var pass = pass
    pass.continuesBatch = accumulating
    let batch = Batch(
      images: images, target: target ?? images, noise: noise,
      scale: gradientScale ?? 1 / Double(images.rows), pass: pass)
    switch objective.bound {
    case .elbo: return differentiate(batch, objective)
    case .importanceWeighted(let samples, let estimator):
      return differentiateImportanceWeighted(
        batch, samples: samples, estimator: estimator, klWeight: objective.klWeight)
    }
  }

  /// The images of a step, and how much each counts.
  struct Batch {
    let images: Matrix
    let target: Matrix
    let noise: NoiseSource
    /// The factor of each image's gradient.
    let scale: Double
    let pass: Pass
  }

  private func differentiate(_ batch: Batch, _ objective: Objective) -> LossTerms {
    let (rows, pass) = (batch.images.rows, batch.pass)
    let klWeight = configuration.isVariational ? objective.klWeight : 0
    let features = encoder.forward(batch.images, pass)
    let output = forward(
      features, target: batch.target, noise: batch.noise, constraint: objective.klConstraint,
      gradient: decoder.outputGradient(rows: rows), scale: Float(batch.scale), pass)
    var terms = output.terms(klWeight: klWeight)

    let codeGradient = codeGradients.prefix(rows)
    decoder.backward(input: output.codes, into: codeGradient, pass)
    let penalty = objective.penalty?.term
    let encoded = encoded(output.codes, pass)
    terms.adjustment += penalty?.add(to: codeGradient, encoded, scale: batch.scale) ?? 0
    latent.backward(
      codeGradient, features: features, klScale: Float(klWeight * batch.scale),
      into: encoder.outputGradient(rows: rows), pass)
    encoder.backward(input: batch.images, into: nil, pass)
    penalty?.addToWeightGradients(encoded, scale: batch.scale)
    return terms
  }

  func encoded(_ codes: Matrix, _ pass: Pass) -> EncodedBatch {
    EncodedBatch(codes: codes, encoder: encoder, scratch: codeScratch, pass: pass)
  }

  /// Moves the mean and scale of each latent dimension over the last `rows` images run through the model a
  /// fraction `rate` of the way to where the KL term is least.
  ///
  /// Shifting and scaling a latent changes no decoded image when the decoder's first layer undoes it, so
  /// along these directions only the KL term has a slope. The direction is so flat (a scale 15 % off costs
  /// 0.02 nats) that the noise of the other gradients keeps an optimizer from settling there. A flow in
  /// between would not undo the scale, so there nothing is moved.
  package func standardizeLatent(rows: Int, rate: Float) {
    guard let first = decoder.layers.first as? Dense else { return }
    latent.standardize(rows: rows, rate: rate, decoder: first, parameters)
  }
}

// MARK: - Codes and images

extension Autoencoder {
  /// The posterior's [mean | log-variance] of each image, or its code when the model has no posterior.
  ///
  /// Where a flow transforms the posterior, what it makes of the Gaussian's mean stands for the mean. The
  /// result shares the model's memory, valid until the next call. A code that is an image of several
  /// channels stands channels-last.
  ///
  /// - Parameter images: at most `capacity` rows of pixels in [0, 1].
  package func encode(_ images: Matrix) -> Matrix {
    latent.posterior(encoder.forward(images, pass), pass)
  }

  /// The mean image of each code, that of p(x | z), rows of pixels in [0, 1].
  ///
  /// The result shares the model's memory, valid until the next call.
  ///
  /// - Parameters:
  ///   - codes: at most `capacity` rows.
  ///   - carryingSkips: these are the codes that `encode` just gave, and skip connections carry what it
  ///     saw; else they carry nothing.
  package func decode(_ codes: Matrix, carryingSkips: Bool = false) -> Matrix {
    var pass = pass
    pass.carriesSkips = carryingSkips
    let pixels = outputPixels.prefix(codes.rows)
    configuration.likelihood.mean(of: decoder.forward(codes, pass), into: pixels, on: engine)
    return pixels
  }
}
