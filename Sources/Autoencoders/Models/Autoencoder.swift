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

  private let encoder: Sequential
  let gaussian: GaussianLatent?
  let decoder: Sequential
  private let nats: Matrix
  private let outputPixels: Matrix
  private var pass: Pass { Pass(engine: engine, parameters: parameters, gradients: gradients) }

  /// A model with all parameters zero; `write` gives it others.
  public init(_ configuration: ModelConfiguration, capacity: Int, on engine: Engine) {
    self.configuration = configuration
    self.engine = engine
    self.capacity = capacity
    var layout = ParameterLayout()
    let layers = configuration.makeLayers(capacity: capacity, in: &layout)
    encoder = Sequential(
      layers.encoder, inputCount: configuration.pixelCount, capacity: capacity)
    gaussian = layers.heads.map { GaussianLatent(heads: $0, capacity: capacity) }
    decoder = Sequential(
      layers.decoder, inputCount: configuration.latentCount, capacity: capacity)
    precondition(
      decoder.outputCount == configuration.pixelCount,
      "decoder gives \(decoder.outputCount) of \(configuration.pixelCount) pixels")
    self.layout = layout
    parameters = FloatBuffer(count: layout.count)
    gradients = FloatBuffer(count: layout.count)
    nats = Matrix(
      buffer: FloatBuffer(count: capacity), offset: 0, rows: capacity, columns: 1, stride: 1)
    outputPixels = Matrix(rows: capacity, columns: configuration.pixelCount)
  }

  /// A model with the starting parameters of `seed`.
  public convenience init(
    _ configuration: ModelConfiguration, initialization: Initialization, seed: UInt64,
    capacity: Int, on engine: Engine
  ) {
    self.init(configuration, capacity: capacity, on: engine)
    parameters.write(layout.initialValues(initialization, seed: seed))
  }

  /// A batch's codes and what each image costs.
  public struct Output {
    /// Rows of codes, sampled where the model is variational.
    public let codes: Matrix
    /// Rows of [mean | log-variance] where the model is variational.
    public let posterior: Matrix?
    public let logits: Matrix
    /// -log p(x | z) of each image in nats.
    public let reconstruction: Matrix
    /// KL of each image in nats where the model is variational.
    public let kl: Matrix?

    /// The mean over the batch, with `klWeight` noted.
    public func terms(klWeight: Double) -> LossTerms {
      LossTerms(
        reconstruction: Self.mean(reconstruction), kl: kl.map(Self.mean) ?? 0, klWeight: klWeight)
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
    let features = encoder.forward(images, pass)
    return finish(features, target: target ?? images, noise: noise, gradient: nil)
  }

  /// Runs a batch, or a slice of one, through the model and fills `gradients` with its part in those
  /// of the batch's mean loss, reconstruction + klWeight · KL.
  ///
  /// - Parameters:
  ///   - gradientScale: what the gradient of each image's loss is multiplied by, when that is not one
  ///     part in as many as there are images.
  ///   - accumulating: adds to `gradients` instead of replacing them.
  /// - Returns: the mean loss of these images.
  public func differentiate(
    _ images: Matrix, target: Matrix? = nil, noise: NoiseSource, klWeight: Double,
    gradientScale: Double? = nil, accumulating: Bool = false
  ) -> LossTerms {
    let rows = images.rows
    let scale = gradientScale ?? 1 / Double(rows)
    var pass = pass
    pass.continuesBatch = accumulating
    let features = encoder.forward(images, pass)
    let output = finish(
      features, target: target ?? images, noise: noise,
      gradient: decoder.outputGradient(rows: rows), scale: Float(scale))
    let featureGradient = encoder.outputGradient(rows: rows)
    if let gaussian {
      decoder.backward(
        input: output.codes, into: gaussian.codeGradient(rows: rows), pass)
      gaussian.backward(features, klScale: Float(klWeight * scale), into: featureGradient, pass)
    } else {
      decoder.backward(input: output.codes, into: featureGradient, pass)
    }
    encoder.backward(input: images, into: nil, pass)
    return output.terms(klWeight: klWeight)
  }

  private func finish(
    _ features: Matrix, target: Matrix, noise: NoiseSource, gradient: Matrix?,
    scale: Float = 0
  ) -> Output {
    let latent = gaussian?.forward(features, noise: noise, pass)
    let codes = latent?.code ?? features
    let logits = decoder.forward(codes, pass)
    let rows = features.rows
    configuration.likelihood.evaluate(
      logits: logits, target: target, nats: nats.prefix(rows), gradient: gradient,
      scale: scale, on: engine)
    return Output(
      codes: codes, posterior: latent?.statistics, logits: logits,
      reconstruction: nats.prefix(rows), kl: latent?.kl)
  }

  /// Moves the mean and scale of each latent dimension over the last `rows` images run through the
  /// model a fraction `rate` of the way to where the KL term is least.
  ///
  /// Shifting and scaling a latent changes no decoded image when the decoder's first layer undoes
  /// it, so along these directions only the KL term has a slope, and it is least where
  /// E[mean] = 0 and E[mean² + variance] = 1. The direction is so flat (a scale 15 % off costs
  /// 0.02 nats) that the noise of the other gradients keeps an optimizer from settling there.
  public func standardizeLatent(rows: Int, rate: Float) {
    guard let gaussian, let first = decoder.layers.first as? Dense else { return }
    gaussian.standardize(rows: rows, rate: rate, decoder: first, parameters)
  }

  /// The posterior's [mean | log-variance] of each image, or its code when the model has no posterior.
  public func encode(_ images: Matrix) -> Matrix {
    let features = encoder.forward(images, pass)
    return gaussian?.posterior(features, pass) ?? features
  }

  /// The mean image of each code, that of p(x | z), pixels in [0, 1].
  public func decode(_ codes: Matrix) -> Matrix {
    let pixels = outputPixels.prefix(codes.rows)
    configuration.likelihood.mean(of: decoder.forward(codes, pass), into: pixels, on: engine)
    return pixels
  }
}
