internal import Foundation
public import ImageSets

/// Fits a diagonal Gaussian posterior to each image by itself, and so finds how much of a model's gap
/// between ELBO and log p(x) is the encoder's and how much the Gaussian's (Cremer, Li and Duvenaud 2018).
///
/// Mean and log-variance start from the encoder's and are moved by Adam along the reparameterized gradient
/// of the ELBO, the decoder staying as it is, until no window of steps is better on average than the best
/// before.
public struct LocalInference: Sendable {
  public struct Settings: Codable, Equatable, Sendable {
    public var learningRate: Float
    /// Samples of each posterior a step.
    public var samplesPerStep: Int
    /// Steps whose mean ELBO is compared.
    public var window: Int
    /// Steps at most.
    public var maximumSteps: Int
    /// Samples of each posterior behind the final estimates.
    public var samples: Int
    public var seed: UInt64

    public init(
      learningRate: Float = 1e-3, samplesPerStep: Int = 8, window: Int = 100,
      maximumSteps: Int = 5000, samples: Int = 1000, seed: UInt64 = 0
    ) {
      self.learningRate = learningRate
      self.samplesPerStep = samplesPerStep
      self.window = window
      self.maximumSteps = maximumSteps
      self.samples = samples
      self.seed = seed
    }
  }

  public let settings: Settings

  public init(_ settings: Settings = Settings()) { self.settings = settings }

  /// Rows of [mean | log-variance], one an image, with their pixels, and memory to work on them.
  private struct Work {
    let model: Autoencoder
    let target: Matrix
    let statistics: Matrix
    let codes: Matrix
    let noise: Matrix
    /// Where the images' part of each random sequence starts.
    let firstSample: Int
    let nats: Matrix
    let kl: Matrix

    init(_ target: Matrix, _ start: Matrix, firstSample: Int, model: Autoencoder) {
      let (images, latents) = (target.rows, model.configuration.latentCount)
      self.model = model
      self.target = target
      self.firstSample = firstSample
      statistics = .contiguous(rows: images, columns: 2 * latents)
      for row in 0..<images { statistics.setRow(row, to: start.row(row)) }
      codes = .contiguous(rows: images, columns: latents)
      noise = .contiguous(rows: images, columns: latents)
      nats = .column(images)
      kl = .column(images)
    }

    /// Draws codes and their KL from sequence element `step`.
    func sample(_ seed: UInt64, step: UInt64) {
      model.engine.fillNormal(
        noise.buffer, count: noise.buffer.count, seed: seed, stream: .inference, step: step,
        first: firstSample)
      model.engine.samplePosterior(statistics: statistics, noise: noise, code: codes, kl: kl)
    }
  }

  /// Fits the posterior of each image.
  ///
  /// - Parameters:
  ///   - images: at most `model.capacity`; the model's posterior must be Gaussian.
  ///   - progress: told how much is done, from 0 to 1.
  public func fit(
    _ images: LabeledImages, model: Autoencoder, progress: (Double) -> Void = { _ in }
  ) -> LocalPosteriors {
    precondition(model.configuration.latent.isGaussian, "the posterior is no Gaussian")
    precondition(images.count <= model.capacity, "\(images.count) images at a time")
    let feed = ImageFeed(images, for: model.configuration, capacity: images.count)
    let batch = feed.load(
      Array(0..<UInt32(images.count))[...], seed: settings.seed, step: UInt64.max,
      firstRow: images.firstNumber, on: model.engine)
    let work = Work(
      batch.target, model.encode(batch.input),
      firstSample: images.firstSample(each: model.configuration.latentCount), model: model)
    let start = work.statistics.buffer.floats
    let amortized = estimate(work) { progress(0.15 * $0) }
    let steps = optimize(work) { progress(0.15 + 0.7 * $0) }
    let local = estimate(work) { progress(0.85 + 0.15 * $0) }
    return LocalPosteriors(
      amortized: amortized, local: local, start: start, end: work.statistics.buffer.floats,
      steps: steps)
  }

  /// Moves `work.statistics` to the best that a window of steps ended at, and returns the steps taken.
  private func optimize(_ work: Work, progress: (Double) -> Void) -> Int {
    let count = work.statistics.buffer.count
    let gradient = FloatBuffer(count: count)
    let adam = Adam(
      Adam.Constants(rate: settings.learningRate, epsilon: 1e-8, epsilonPlacement: .pytorch),
      count: count)
    var best = (elbo: -Double.infinity, statistics: work.statistics.buffer.floats)
    var sum = 0.0
    for step in 1...settings.maximumSteps {
      sum += elboGradient(work, step: step, into: gradient)
      adam.update(
        work.statistics.buffer, gradients: gradient, step: step, rateFactor: 1,
        on: work.model.engine)
      guard step % settings.window == 0 else { continue }
      progress(Double(step) / Double(settings.maximumSteps))
      if sum <= best.elbo {
        work.statistics.buffer.write(best.statistics)
        return step
      }
      best = (sum, work.statistics.buffer.floats)
      sum = 0
    }
    return settings.maximumSteps
  }

  /// Fills `total` with the gradient of -Σ ELBO by the statistics, and returns the sum over images of the
  /// ELBO before the step, both over `samplesPerStep` samples.
  private func elboGradient(_ work: Work, step: Int, into total: FloatBuffer) -> Double {
    let model = work.model
    let (images, latents) = (work.target.rows, work.codes.columns)
    let codeGradient = Matrix.contiguous(rows: images, columns: latents)
    let gradient = Matrix.contiguous(rows: images, columns: 2 * latents)
    let samples = settings.samplesPerStep
    let scale = 1 / Float(samples)
    let klScales = Matrix.contiguous(rows: 1, columns: latents)
    klScales.buffer.fill(scale)
    total.fill(0)
    var nats = 0.0
    for sample in 0..<samples {
      // The first sequences are those of the final estimates.
      work.sample(
        settings.seed, step: UInt64(settings.samples + (step - 1) * samples + sample))
      model.reconstruction(
        of: work.codes, target: work.target, nats: work.nats, codeGradient: codeGradient,
        scale: scale)
      model.engine.posteriorGradient(
        statistics: work.statistics, noise: work.noise, codeGradient: codeGradient,
        klScales: klScales, into: gradient)
      for index in 0..<total.count { total[index] += gradient.buffer[index] }
      for row in 0..<images { nats += Double(work.nats[row, 0]) + Double(work.kl[row, 0]) }
    }
    return -nats / Double(samples)
  }

  /// ELBO and importance-sampled log p(x) of each image, from the same samples.
  private func estimate(
    _ work: Work, progress: (Double) -> Void
  ) -> [LocalPosteriors.Estimate] {
    let images = work.target.rows
    var sums = [Double](repeating: 0, count: images)
    var weights = [LogMean](repeating: LogMean(), count: images)
    for sample in 0..<settings.samples {
      work.sample(settings.seed, step: UInt64(sample))
      work.model.reconstruction(of: work.codes, target: work.target, nats: work.nats)
      for row in 0..<images {
        let nats = Double(work.nats[row, 0])
        sums[row] += nats
        weights[row].add(logPriorOverPosterior(work, row: row) - nats)
      }
      if sample % 50 == 0 { progress(Double(sample) / Double(settings.samples)) }
    }
    return (0..<images).map { row in
      LocalPosteriors.Estimate(
        elbo: -sums[row] / Double(settings.samples) - Double(work.kl[row, 0]),
        logLikelihood: weights[row].value)
    }
  }

  /// log p(z) - log q(z) of the code in `row`.
  private func logPriorOverPosterior(_ work: Work, row: Int) -> Double {
    let latents = work.codes.columns
    return (0..<latents).reduce(0) { sum, latent in
      sum
        + logDensityRatio(
          code: work.codes[row, latent], noise: work.noise[row, latent],
          rawLogVariance: work.statistics[row, latents + latent])
    }
  }
}

/// The bounds of the encoder's posteriors and of those fitted to each image, in nats per image.
public struct LocalPosteriors: Sendable {
  public struct Estimate: Codable, Equatable, Sendable {
    /// log p(x, z) - log q(z), mean over samples, the KL term in closed form.
    public let elbo: Double
    /// log of the mean of p(x, z) / q(z): a lower bound on log p(x) on average.
    public let logLikelihood: Double
  }

  /// With the encoder's posterior.
  public let amortized: [Estimate]
  /// With the posterior fitted to the image, or the encoder's where that is better.
  public let local: [Estimate]
  /// Rows of [mean | log-variance] behind `local`.
  public let statistics: [Float]
  /// Images whose fitted posterior came out worse than the encoder's, which then stands in its place.
  public let unimproved: Int
  /// Optimizer steps taken; of several sets, the most.
  public let steps: Int

  init(amortized: [Estimate], local: [Estimate], start: [Float], end: [Float], steps: Int) {
    self.amortized = amortized
    self.steps = steps
    let isBetter = zip(amortized, local).map { $1.elbo >= $0.elbo }
    unimproved = isBetter.count { !$0 }
    self.local = isBetter.indices.map { isBetter[$0] ? local[$0] : amortized[$0] }
    let width = start.count / amortized.count
    statistics = isBetter.indices.flatMap { image in
      (isBetter[image] ? end : start)[image * width..<(image + 1) * width]
    }
  }

  /// The results of several sets of images, one after another.
  public init(joining parts: [LocalPosteriors]) {
    amortized = parts.flatMap(\.amortized)
    local = parts.flatMap(\.local)
    statistics = parts.flatMap(\.statistics)
    unimproved = parts.reduce(0) { $0 + $1.unimproved }
    steps = parts.map(\.steps).max() ?? 0
  }

  /// L[q*] - L[q]: what the encoder loses.
  public var amortizationGap: SampleMean {
    SampleMean(zip(local, amortized).map { $0.elbo - $1.elbo })
  }

  /// log p(x) - L[q*]: what no diagonal Gaussian can reach.
  public var approximationGap: SampleMean { SampleMean(local.map { $0.logLikelihood - $0.elbo }) }

  /// log p(x) - L[q].
  public var inferenceGap: SampleMean {
    SampleMean(zip(local, amortized).map { $0.logLikelihood - $1.elbo })
  }
}
