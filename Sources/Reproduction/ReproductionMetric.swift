internal import Autoencoders

/// A number that comes out of a trained model on the test images unless it says otherwise, or of an
/// experiment. Metrics of one name are the same.
package struct ReproductionMetric: Hashable, Sendable {
  /// Its name in tables and files, units included.
  package let name: String
  /// Decimals that are worth printing.
  package let decimals: Int
  private let source: Source

  /// Where the number comes from.
  private enum Source: Sendable {
    case model(@Sendable (TrainedModel) throws -> Double)
    /// A function of one metric of this model and of that of another subject of the card.
    indirect case comparison(
      ReproductionMetric, subject: String, @Sendable (_ own: Double, _ other: Double) -> Double)
    case experiment
  }

  private init(_ name: String, decimals: Int, _ source: Source) {
    self.name = name
    self.decimals = decimals
    self.source = source
  }

  /// A number that is measured on a trained model.
  init(
    _ name: String, decimals: Int, measure: @escaping @Sendable (TrainedModel) throws -> Double
  ) {
    self.init(name, decimals: decimals, .model(measure))
  }

  /// A number that an experiment gives.
  static func ofExperiment(_ name: String, decimals: Int) -> Self {
    Self(name, decimals: decimals, .experiment)
  }

  /// A metric of a model held against that of another subject.
  static func comparison(
    _ name: String, decimals: Int, of metric: Self, with subject: String,
    _ compare: @escaping @Sendable (_ own: Double, _ other: Double) -> Double
  ) -> Self {
    Self(name, decimals: decimals, .comparison(metric, subject: subject, compare))
  }

  /// It is measured on a model; else an experiment gives it.
  package var isOfModel: Bool {
    if case .experiment = source { false } else { true }
  }

  /// The subject that a comparison is with.
  package var comparedSubject: String? {
    if case .comparison(_, let subject, _) = source { subject } else { nil }
  }

  /// The value for a model, measured once. A comparison is not kept like other numbers, since either model
  /// may be trained anew.
  func value(for trained: TrainedModel) throws -> Double {
    switch source {
    case .model(let measure):
      return try trained.measured(self) { try measure(trained) }
    case .comparison(let metric, let subject, let compare):
      return compare(
        try metric.value(for: trained), try metric.value(for: trained.sibling(subject)))
    case .experiment: preconditionFailure("\(name) is not of a model")
    }
  }

  /// Whether the value for a model is known without measuring.
  func isMeasured(on trained: TrainedModel) throws -> Bool {
    guard case .comparison(let metric, let subject, _) = source else {
      return trained.hasMeasured(self)
    }
    return try metric.isMeasured(on: trained) && metric.isMeasured(on: trained.sibling(subject))
  }

  /// Whether the names are the same.
  package static func == (one: Self, other: Self) -> Bool { one.name == other.name }

  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
