/// What may be wrong with a run, as a script asks for it.
public enum HealthWord: String, CaseIterable, Sendable {
  /// A metric became infinite or none.
  case nan
  /// A training loss has come away from its least.
  case diverging
  /// A training loss falls no more.
  case plateau
  /// A loss on test images rises while that on training images falls.
  case overfitting
  /// Latents tell nothing of an image.
  case collapse
  /// Units give zero for every input.
  case deadUnits = "dead-units"
  /// Steps are too large or too small for the weights.
  case updateRatio = "update-ratio"
  /// Nothing was logged for a while.
  case stalled
}

/// Something in a run's course to think of, with the numbers that show it.
public enum RunFinding: Equatable, Sendable {
  /// The first value of a metric that is infinite or none.
  case notFinite(tag: String, step: Int64, value: Double)
  /// Something became infinite or none, and the run went back to this step: so often, the last time.
  case wentBack(count: Int, step: Int64)
  /// A training loss far above its least.
  case diverging(tag: String, last: Double, least: Double, step: Int64)
  /// A training loss that has not fallen in the second half of a run.
  case plateau(tag: String, value: Double)
  /// A loss on test images above its best.
  case overfitting(tag: String, last: Double, best: Double, step: Int64)
  /// So many of all latents collapsed.
  case collapse(count: Int, of: Int)
  /// A number or share of units that give nothing.
  case deadUnits(tag: String, value: Double)
  /// An update-to-weight ratio beyond what is usual.
  case updateRatio(tag: String, value: Double)
  /// Nothing was logged for so many minutes.
  case stalled(minutes: Int)

  /// The word for it.
  public var word: HealthWord {
    switch self {
    case .notFinite, .wentBack: .nan
    case .diverging: .diverging
    case .plateau: .plateau
    case .overfitting: .overfitting
    case .collapse: .collapse
    case .deadUnits: .deadUnits
    case .updateRatio: .updateRatio
    case .stalled: .stalled
    }
  }

  /// Update-to-weight ratios of a step that are usual.
  public static let usualUpdates = 1e-4...1e-2
}
