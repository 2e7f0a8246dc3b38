/// What came of one subject with one seed.
package struct ReproductionResult: Sendable {
  package let subject: String
  package let seed: UInt64
  /// By the metrics' names.
  let values: [String: Double]
  /// Seconds spent training, or on the experiment.
  let seconds: Double

  package init(subject: String, seed: UInt64, values: [String: Double], seconds: Double) {
    self.subject = subject
    self.seed = seed
    self.values = values
    self.seconds = seconds
  }
}
