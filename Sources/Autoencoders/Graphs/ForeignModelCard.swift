/// What was read out of the files of a foreign model, and what had to be taken for granted.
public struct ForeignModelCard: Equatable, Sendable {
  /// What the encoder gives.
  public enum Posterior: Equatable, Sendable {
    /// There is no encoder: images have no codes.
    case noEncoder
    /// A code.
    case code
    /// The mean and the log-variance of a Gaussian posterior.
    case meanAndLogVariance
  }

  /// The decoder's file.
  public let decoder: String
  /// The encoder's file; nil without one.
  public let encoder: String?
  /// Numbers in a code.
  public let latentCount: Int
  /// The shape of an image.
  public let image: FeatureShape
  /// What the encoder gives.
  public let posterior: Posterior
  /// What the decoder gives.
  public let output: GraphOutput
  /// How that is known.
  public let evidence: Evidence
  /// The activations that were taken for granted, where the file says none.
  public let layers: AssumedLayers?

  /// How it is known what a decoder gives.
  public enum Evidence: Equatable, Sendable {
    /// Its last operation says so.
    case lastOperation
    /// A person said so.
    case given
    /// The range of what it gives for sixteen codes drawn from N(0, I).
    case range(ClosedRange<Float>)
  }
}
