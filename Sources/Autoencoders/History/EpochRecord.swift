/// A model as it was at the end of an epoch, and the codes that it had for some test images.
public struct EpochRecord: Equatable, Sendable {
  /// Epochs completed.
  public let epoch: Int
  /// The codes of the first test images, row after row.
  public let codes: [Float]
  /// What is kept of the model.
  public let weights: Weights

  /// What is kept of a model.
  public enum Weights: Equatable, Sendable {
    /// All of it.
    case exact(ModelSnapshot)
    /// Its decoder, rounded.
    case rounded(RoundedDecoder)
  }

  /// A model and codes at the end of an epoch, counted from 1.
  public init(epoch: Int, codes: [Float], weights: Weights) {
    (self.epoch, self.codes, self.weights) = (epoch, codes, weights)
  }

  /// A record of what a model made of test images, of as many as are kept.
  ///
  /// - Parameters:
  ///   - epoch: counted from 1.
  ///   - codes: of the first test images or of all, row after row.
  ///   - model: at the end of the epoch.
  public init(epoch: Int, codes: [Float], of model: ModelSnapshot) {
    let latents = model.configuration.latentCount
    let count = min(codes.count / latents, Self.imageCount(latents: latents))
    self.init(epoch: epoch, codes: Array(codes.prefix(count * latents)), weights: .exact(model))
  }

  /// Test images whose codes are kept at most, and numbers of all those codes.
  private static let (mostImages, mostNumbers) = (5_000, 100_000)

  /// Test images whose codes are kept, of so many values each.
  static func imageCount(latents: Int) -> Int { min(mostImages, max(mostNumbers / latents, 1)) }

  /// Everything that decides, with the parameters, what the model computes.
  public var configuration: ModelConfiguration {
    switch weights {
    case .exact(let model): model.configuration
    case .rounded(let decoder): decoder.configuration
    }
  }

  /// A model that decodes codes as the run did then; where its weights are rounded it has no encoder.
  public var model: ModelSnapshot {
    switch weights {
    case .exact(let model): model
    case .rounded(let decoder): decoder.model
    }
  }

  /// Whether all weights are kept as they were.
  public var isExact: Bool { precision == .exact }

  var precision: HistoryPlan.Precision {
    if case .exact = weights { .exact } else { .rounded }
  }

  /// The record with its decoder alone, rounded.
  var rounded: EpochRecord {
    guard case .exact(let model) = weights else { return self }
    return EpochRecord(epoch: epoch, codes: codes, weights: .rounded(RoundedDecoder(of: model)))
  }

  /// Bytes of all its numbers.
  package var byteCount: Int {
    let ofWeights =
      switch weights {
      case .exact(let model): 4 * model.parameters.count
      case .rounded(let decoder): decoder.byteCount
      }
    return 4 * codes.count + ofWeights
  }
}
