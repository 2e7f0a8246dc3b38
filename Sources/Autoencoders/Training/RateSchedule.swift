internal import Foundation

/// How the learning rate changes over a run, as a factor of the optimizer's own rate.
public enum RateSchedule: String, Codable, CaseIterable, Sendable {
  case constant
  /// Half a cosine from one to zero (Loshchilov and Hutter 2016, without restarts).
  case cosine

  /// The factor of step `step`, the first being 1, of `steps` in all.
  public func factor(step: Int, steps: Int) -> Float {
    switch self {
    case .constant: 1
    case .cosine: Float(0.5 * (1 + cos(.pi * Double(step - 1) / Double(max(steps, 1)))))
    }
  }
}
