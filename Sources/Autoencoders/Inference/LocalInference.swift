internal import Foundation
public import ImageSets

/// Fits a diagonal Gaussian posterior to each image by itself, and so finds how much of a model's gap
/// between ELBO and log p(x) is the encoder's and how much the Gaussian's (Cremer, Li and Duvenaud 2018).
///
/// Mean and log-variance start from the encoder's and are moved by Adam along the reparameterized gradient
/// of the ELBO, the decoder staying as it is. After each window of steps the mean of its iterates is
/// evaluated, by the same samples after every window; when images gain less than `leastImprovement` by it the
/// rate falls, at last the search ends. Each image keeps the best mean it had.
public struct LocalInference: Sendable {
  /// How posteriors are fitted.
  public struct Settings: Codable, Equatable, Sendable {
    /// Adam's rate at first.
    public var learningRate: Float
    /// Samples of each posterior a step.
    public var samplesPerStep: Int
    /// Steps whose iterates are averaged.
    public var window: Int
    /// Nats an image that a window must bring for the rate to stay.
    public var leastImprovement: Double
    /// Steps at most.
    public var maximumSteps: Int
    /// Samples of each posterior behind the final estimates.
    public var samples: Int
    /// The seed of all noise.
    public var seed: UInt64

    /// Settings of which any may be replaced.
    public init(
      learningRate: Float = 1e-2, samplesPerStep: Int = 8, window: Int = 100,
      leastImprovement: Double = 0.003, maximumSteps: Int = 5000, samples: Int = 1000,
      seed: UInt64 = 0
    ) {
      self.learningRate = learningRate
      self.samplesPerStep = samplesPerStep
      self.window = window
      self.leastImprovement = leastImprovement
      self.maximumSteps = maximumSteps
      self.samples = samples
      self.seed = seed
    }
  }

  /// How posteriors are fitted.
  public let settings: Settings

  /// A fit with the given settings.
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

    /// Draws codes and their KL from sequence element `step`, by posteriors of `statistics`.
    func sample(_ statistics: Matrix, _ seed: UInt64, step: Int) {
      model.engine.fillNormal(
        noise.buffer, count: noise.buffer.count, seed: seed, stream: .inference,
        step: UInt64(step), first: firstSample)
      model.engine.samplePosterior(statistics: statistics, noise: noise, code: codes, kl: kl)
    }

    /// Draws the codes that lie opposite the last ones, as seen from the means.
    func sampleOpposite(_ statistics: Matrix) {
      for index in 0..<noise.buffer.count { noise.buffer[index].negate() }
      model.engine.samplePosterior(statistics: statistics, noise: noise, code: codes, kl: kl)
    }
  }

  /// Elements of each random sequence that the windows are compared by; those before are of the final
  /// estimates, those after of the steps.
  private var comparison: Range<Int> { settings.samples..<settings.samples + 100 }

  /// Fits the posterior of each image.
  ///
  /// - Parameters:
  ///   - images: at most `model.capacity`; the model's posterior must be Gaussian.
  ///   - model: a model with Gaussian posteriors.
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
    let final = 0..<settings.samples
    let amortized = estimate(work, work.statistics, final) { progress(0.15 * $0) }
    let steps = optimize(work) { progress(0.15 + 0.7 * $0) }
    let local = estimate(work, work.statistics, final) { progress(0.85 + 0.15 * $0) }
    return LocalPosteriors(
      amortized: amortized, local: local, start: start, end: work.statistics.buffer.floats,
      steps: steps)
  }

  /// Moves `work.statistics` to the best that a window of steps gave each image, and returns the steps taken.
  private func optimize(_ work: Work, progress: (Double) -> Void) -> Int {
    let adam = Adam(
      Adam.Constants(rate: settings.learningRate, epsilon: 1e-8, epsilonPlacement: .pytorch),
      count: work.statistics.buffer.count)
    let mean = Matrix.contiguous(rows: work.statistics.rows, columns: work.statistics.columns)
    var rate = FallingRate(leastImprovement: settings.leastImprovement)
    var best = BestStatistics(work.statistics)
    var step = 0
    while step < settings.maximumSteps, !rate.isSpent {
      let steps = step + 1...min(step + settings.window, settings.maximumSteps)
      run(steps, adam, rateFactor: rate.factor, work, mean: mean)
      let found = estimate(work, mean, comparison).map(\.elbo)
      rate.windowEnded(improvement: best.keep(mean, elbos: found))
      step = steps.upperBound
      progress(Double(step) / Double(settings.maximumSteps))
    }
    work.statistics.buffer.write(Array(best.statistics.joined()))
    return step
  }

  /// Takes `steps`, and leaves the mean of the statistics after each in `mean`.
  private func run(
    _ steps: ClosedRange<Int>, _ adam: Adam, rateFactor: Float, _ work: Work, mean: Matrix
  ) {
    let statistics = work.statistics.buffer
    let gradient = FloatBuffer(count: statistics.count)
    mean.buffer.fill(0)
    for step in steps {
      fillGradient(gradient, work, step: step)
      adam.update(
        statistics, gradients: gradient, step: step, rateFactor: rateFactor, on: work.model.engine)
      for index in 0..<statistics.count {
        mean.buffer[index] += statistics[index] / Float(steps.count)
      }
    }
  }

  /// Fills `total` with the gradient of -Σ ELBO by the statistics, over `samplesPerStep` samples: pairs of
  /// opposite ones, whose errors in the gradient by the mean cancel where log p(x, z) is quadratic.
  private func fillGradient(_ total: FloatBuffer, _ work: Work, step: Int) {
    let model = work.model
    let (images, latents) = (work.target.rows, work.codes.columns)
    let codeGradient = Matrix.contiguous(rows: images, columns: latents)
    let gradient = Matrix.contiguous(rows: images, columns: 2 * latents)
    let samples = settings.samplesPerStep
    let scale = 1 / Float(samples)
    let klScales = Matrix.contiguous(rows: 1, columns: latents)
    klScales.buffer.fill(scale)
    total.fill(0)
    for sample in 0..<samples {
      if sample.isMultiple(of: 2) {
        work.sample(
          work.statistics, settings.seed,
          step: comparison.upperBound + (step - 1) * samples + sample)
      } else {
        work.sampleOpposite(work.statistics)
      }
      model.reconstruction(
        of: work.codes, target: work.target, nats: work.nats, codeGradient: codeGradient,
        scale: scale)
      model.engine.posteriorGradient(
        statistics: work.statistics, noise: work.noise, codeGradient: codeGradient,
        klScales: klScales, into: gradient)
      for index in 0..<total.count { total[index] += gradient.buffer[index] }
    }
  }

  /// ELBO and importance-sampled log p(x) of each image by posteriors of `statistics`, from the same
  /// `elements` of the random sequences.
  private func estimate(
    _ work: Work, _ statistics: Matrix, _ elements: Range<Int>,
    progress: (Double) -> Void = { _ in }
  ) -> [LocalPosteriors.Estimate] {
    let images = work.target.rows
    var sums = [Double](repeating: 0, count: images)
    var weights = [LogMean](repeating: LogMean(), count: images)
    for element in elements {
      work.sample(statistics, settings.seed, step: element)
      work.model.reconstruction(of: work.codes, target: work.target, nats: work.nats)
      for row in 0..<images {
        let nats = Double(work.nats[row, 0])
        sums[row] += nats
        weights[row].add(logPriorOverPosterior(work, statistics, row: row) - nats)
      }
      let done = element - elements.lowerBound
      if done % 50 == 0 { progress(Double(done) / Double(elements.count)) }
    }
    return (0..<images).map { row in
      LocalPosteriors.Estimate(
        elbo: -sums[row] / Double(elements.count) - Double(work.kl[row, 0]),
        logLikelihood: weights[row].value)
    }
  }

  /// log p(z) - log q(z) of the code in `row`.
  private func logPriorOverPosterior(_ work: Work, _ statistics: Matrix, row: Int) -> Double {
    let latents = work.codes.columns
    return (0..<latents).reduce(0) { sum, latent in
      sum
        + logDensityRatio(
          code: work.codes[row, latent], noise: work.noise[row, latent],
          rawLogVariance: statistics[row, latents + latent])
    }
  }
}

/// The statistics of each image with the greatest ELBO so far.
private struct BestStatistics {
  private(set) var statistics: [[Float]]
  private var elbos: [Double]

  /// Those to fall back on where nothing is found.
  init(_ start: Matrix) {
    statistics = (0..<start.rows).map(start.row)
    elbos = [Double](repeating: -.infinity, count: start.rows)
  }

  /// Takes over the rows of images that have a greater ELBO than before, and returns by how much the ELBO
  /// grew, mean over images.
  mutating func keep(_ found: Matrix, elbos foundELBOs: [Double]) -> Double {
    var growth = 0.0
    for (row, elbo) in foundELBOs.enumerated() where elbo > elbos[row] {
      growth += elbo - elbos[row]
      statistics[row] = found.row(row)
      elbos[row] = elbo
    }
    return growth / Double(foundELBOs.count)
  }
}

/// The bounds of the encoder's posteriors and of those fitted to each image, in nats per image.
public struct LocalPosteriors: Sendable {
  /// Two bounds on log p(x) of one image.
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
