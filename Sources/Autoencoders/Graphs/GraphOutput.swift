internal import Foundation

/// What the numbers mean that a decoder of another program gives, and how they become the logits that a
/// likelihood of pixels takes.
public enum GraphOutput: String, CaseIterable, Sendable {
  /// Logits: what stands before a sigmoid.
  case logits
  /// Pixels from 0 to 1.
  case means
  /// Pixels from -1 to 1, as a hyperbolic tangent gives them; such a model's encoder reads the same.
  case signed

  /// The logit of each number.
  func logits(of values: [Float]) -> [Float] {
    switch self {
    case .logits: values
    case .means: values.map(Self.logit)
    case .signed: values.map { Self.logit(($0 + 1) / 2) }
    }
  }

  /// log p / (1 - p) of a mean, which for 0 and 1 is that of the nearest float in between.
  private static func logit(_ mean: Float) -> Float {
    let inside = min(max(mean, 1e-7), 1 - 1e-7)
    return logf(inside / (1 - inside))
  }

  /// Pixels from 0 to 1 as the encoder of such a model reads them.
  func pixelsRead(of pixels: [Float]) -> [Float] {
    self == .signed ? pixels.map { 2 * $0 - 1 } : pixels
  }
}
