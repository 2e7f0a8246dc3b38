internal import FileFormats
internal import Foundation
public import ImageSets

extension LabeledImages {
  /// The least Bernoulli loss that gray pixels allow: the entropy of pixels that are white with their gray
  /// value as probability, in nats per image, reached where every mean equals its pixel.
  public var bernoulliFloor: Double {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    let sum = counts.enumerated().reduce(0) { sum, entry in
      sum + Double(entry.element) * Self.binaryEntropy(Double(entry.offset) / 255)
    }
    return sum / Double(count)
  }

  private static func binaryEntropy(_ share: Double) -> Double {
    [share, 1 - share].reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
  }
}
