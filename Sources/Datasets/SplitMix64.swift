/// A small generator for one thing of a numbered row, an image for one, that can so be made again by itself:
/// Steele, Lea and Flood's SplitMix64.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// The draws of number `index` of the row that `seed` stands for.
  package init(seed: UInt64, index: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ index &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  /// 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) * 0x1p-53
  }

  /// Nearly normal with variance 1: the sum of twelve uniforms less six, never beyond ±6.
  mutating func normal() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + uniform(0...1) }
  }

  /// A place among `count`; zero where there is none.
  package mutating func index(below count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }
}
