/// The numbers that came of one subject with one random seed.
package struct ReproductionResult: Sendable {
  /// The random seed.
  package let seed: UInt64
  /// The value of each metric.
  package let values: [ReproductionMetric: Double]
  /// Seconds spent training, or on the experiment.
  package let seconds: Double

  /// A result with the values of all metrics.
  package init(seed: UInt64, values: [ReproductionMetric: Double], seconds: Double) {
    self.seed = seed
    self.values = values
    self.seconds = seconds
  }
}
