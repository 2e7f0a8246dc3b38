/// A run of the same preset on the same images that was trained before, whose losses are drawn behind a run's own.
public struct EarlierRun: Equatable, Sendable {
  /// The name of its folder.
  public let name: String
  /// Its losses.
  public let history: LossHistory

  /// A run by the name of its folder and its losses.
  public init(name: String, history: LossHistory) {
    self.name = name
    self.history = history
  }
}
