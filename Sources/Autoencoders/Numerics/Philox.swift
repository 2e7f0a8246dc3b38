/// The purpose of a random number. Each has sequences of its own, so that a further draw for one never
/// shifts another.
///
/// The raw values are part of every sequence: a changed one changes every result of its purpose.
package enum RandomStream: UInt32, CaseIterable, Sendable {
  /// Starting weights.
  case initialization = 0
  /// The order of images in an epoch.
  case shuffling = 1
  /// Codes of the posterior in training.
  case posterior = 2
  /// Codes of the posterior in evaluation.
  case evaluation = 3
  /// Codes of the prior.
  case prior = 4
  /// The noise on the input of a denoising model.
  case corruption = 5
  /// Pixels made black or white.
  case binarization = 6
  /// Codes that estimate log p(x).
  case importance = 7
  /// Connections that a thinned layer lacks.
  case connections = 8
  /// Gibbs steps of a restricted Boltzmann machine.
  case gibbs = 9
  /// Annealed importance sampling.
  case annealing = 10
  /// Codes of a posterior fitted to an image.
  case inference = 11
  /// Samples of gradient estimators.
  case estimation = 12
  /// Codes that estimate mutual information.
  case information = 13
  /// Starting means of a Gaussian mixture.
  case mixture = 14
  /// Codes of a posterior that are drawn to be looked at.
  case posteriorCloud = 15
  /// Gibbs steps of a fantasy particle that is looked at.
  case fantasy = 16
}

/// The counter-based generator Philox4x32-10 (Salmon et al. 2011): word `n` of a sequence is a pure
/// function of seed, stream, step and `n`, so any part of it can be had without the rest.
package struct Philox: RandomNumberGenerator, Sendable {
  private let seed: UInt64
  private let step: UInt64
  private let stream: UInt32
  private var block: UInt32 = 0
  private var words: [UInt32] = []

  package init(seed: UInt64, stream: RandomStream, step: UInt64 = 0) {
    self.seed = seed
    self.step = step
    self.stream = stream.rawValue
  }

  /// The next 32 random bits.
  package mutating func nextWord() -> UInt32 {
    if words.isEmpty {
      let counter = SIMD4(block, UInt32(truncatingIfNeeded: step), UInt32(step >> 32), stream)
      let output = Self.block(counter: counter, key: seed)
      words = (0..<4).reversed().map { output[$0] }
      block += 1
    }
    return words.removeLast()
  }

  package mutating func next() -> UInt64 { UInt64(nextWord()) | UInt64(nextWord()) << 32 }

  /// A number in [0, 1) of 24 random bits.
  package mutating func nextUnit() -> Float { Float(nextWord() >> 8) * 0x1p-24 }

  /// A number in `0..<bound` without bias (Lemire 2019).
  package mutating func next(below bound: UInt32) -> UInt32 {
    var product = UInt64(nextWord()) * UInt64(bound)
    if UInt32(truncatingIfNeeded: product) < bound {
      let threshold = (0 &- bound) % bound
      while UInt32(truncatingIfNeeded: product) < threshold {
        product = UInt64(nextWord()) * UInt64(bound)
      }
    }
    return UInt32(product >> 32)
  }

  /// The ten rounds on one counter.
  package static func block(counter: SIMD4<UInt32>, key: UInt64) -> SIMD4<UInt32> {
    var word = counter
    var (key0, key1) = (UInt32(truncatingIfNeeded: key), UInt32(key >> 32))
    for _ in 0..<10 {
      let p0 = UInt64(word[0]) * 0xD251_1F53
      let p2 = UInt64(word[2]) * 0xCD9E_8D57
      word = SIMD4(
        UInt32(p2 >> 32) ^ word[1] ^ key0, UInt32(truncatingIfNeeded: p2),
        UInt32(p0 >> 32) ^ word[3] ^ key1, UInt32(truncatingIfNeeded: p0))
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return word
  }
}
