internal import Foundation

/// How the learning rate changes over a run, as a factor of the optimizer's own rate.
public indirect enum RateSchedule: Equatable, Sendable {
  /// The optimizer's own rate throughout.
  case constant
  /// Half a cosine from one to zero (Loshchilov and Hutter 2016, without restarts).
  case cosine
  /// Times `factor` after every `epochs` epochs.
  case step(epochs: Int, factor: Float)
  /// A straight line from zero over the first `epochs`, then `next` over the rest.
  case warmUp(epochs: Int, next: RateSchedule)
  /// Stage i, counted from zero, lasts 3ⁱ epochs at 10^(-i / 7), rounded to hundredths (Burda, Grosse
  /// and Salakhutdinov 2015); eight stages are 3280 epochs.
  case burda

  /// The factor of step `step`, the first being 1.
  public func factor(step: Int, stepsPerEpoch: Int, epochs: Int) -> Float {
    let done = step - 1
    let epoch = done / max(stepsPerEpoch, 1)
    switch self {
    case .constant:
      return 1
    case .cosine:
      let steps = max(stepsPerEpoch * epochs, 1)
      return Float(0.5 * (1 + cos(.pi * Double(done) / Double(steps))))
    case .step(let interval, let factor):
      return pow(factor, Float(epoch / max(interval, 1)))
    case .warmUp(let warm, let next):
      if epoch < warm { return Float(step) / Float(warm * stepsPerEpoch) }
      return next.factor(
        step: step - warm * stepsPerEpoch, stepsPerEpoch: stepsPerEpoch, epochs: epochs - warm)
    case .burda:
      return Self.burdaFactor(epoch: epoch)
    }
  }

  private static func burdaFactor(epoch: Int) -> Float {
    let stages = 8
    var (stage, length, end) = (0, 1, 1)
    while epoch >= end, stage < stages - 1 {
      stage += 1
      length *= 3
      end += length
    }
    return Float((100 * pow(10, -Double(stage) / 7)).rounded() / 100)
  }
}

extension RateSchedule {
  /// The schedule in a few words.
  public var summary: String {
    switch self {
    case .constant: "constant"
    case .cosine: "cosine"
    case .step(let epochs, let factor): "times \(factor) every \(epochs) epochs"
    case .warmUp(let epochs, let next):
      "warm-up over \(epochs == 1 ? "1 epoch" : "\(epochs) epochs"), then \(next.summary)"
    case .burda: "Burda's stages"
    }
  }
}
