internal import Autoencoders
internal import ProgramOptions
internal import TerminalUI

/// The report of `infer`.
struct InferenceReport: Encodable {
  private let dataset: String
  let settings: LocalInference.Settings
  let steps: Int
  /// L[q], L[q*] and log p(x).
  let amortizedElbo: SampleMean
  let localElbo: SampleMean
  let logLikelihood: SampleMean
  let amortizationGap: SampleMean
  let approximationGap: SampleMean
  let inferenceGap: SampleMean
  let leastImprovement: Double
  let images: [Image]

  struct Image: Encodable {
    let amortizedElbo: Double
    let localElbo: Double
    let logLikelihood: Double
  }

  init(_ result: LocalPosteriors, dataset: String, settings: LocalInference.Settings) {
    self.dataset = dataset
    self.settings = settings
    steps = result.steps
    amortizedElbo = SampleMean(result.amortized.map(\.elbo))
    localElbo = SampleMean(result.local.map(\.elbo))
    logLikelihood = SampleMean(result.local.map(\.logLikelihood))
    amortizationGap = result.amortizationGap
    approximationGap = result.approximationGap
    inferenceGap = result.inferenceGap
    leastImprovement = zip(result.local, result.amortized).map { $0.elbo - $1.elbo }.min() ?? 0
    images = zip(result.amortized, result.local).map {
      Image(amortizedElbo: $0.elbo, localElbo: $1.elbo, logLikelihood: $1.logLikelihood)
    }
  }

  func json(of stored: StoredModel) throws -> String {
    try jsonLine(self, of: JSONSubject(stored, dataset: dataset, units: "nats per image"))
  }

  var text: String {
    """
    \(images.count) test images of \(printable(dataset)), nats per image, \(settings.samples) samples each, \
    each ± 1.96 standard errors over images
      L[q]   encoder's posterior     \(interval(amortizedElbo))
      L[q*]  fitted to each image    \(interval(localElbo))  (\(steps) steps)
      log p  importance sampling     \(interval(logLikelihood))  (at least)
      amortization gap   L[q*] - L[q]   \(interval(amortizationGap))
      approximation gap  log p - L[q*]  \(interval(approximationGap))
      inference gap      log p - L[q]   \(interval(inferenceGap))
      L[q*] - L[q] is at least \(fixed(leastImprovement, decimals: 4)) for every image

    """
  }

  private func interval(_ mean: SampleMean) -> String {
    let value = fixed(mean.mean, decimals: 3)
    return String(repeating: " ", count: max(9 - value.count, 0)) + value
      + " ± \(fixed(mean.halfWidth95, decimals: 3))"
  }
}
