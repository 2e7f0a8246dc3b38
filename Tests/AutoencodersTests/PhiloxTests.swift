import Autoencoders
import Foundation
import TestSupport
import Testing

struct PhiloxTests {
  /// Elements of a sequence are the same wherever one begins to ask for them, and nothing else is written.
  @Test(arguments: 0..<9, [0, 1, 2, 3, 5, 40])
  func aSequenceMayBeginAnywhere(first: Int, count: Int) {
    let (engine, whole, part) = (
      makeEngine(), FloatBuffer(count: 64), FloatBuffer(count: count + 3)
    )
    engine.fillNormal(whole, count: 64, seed: 5, stream: .posterior, step: 2)
    engine.fillNormal(
      part, count: count, seed: 5, stream: .posterior, step: 2, first: first, at: 2)
    #expect(part.floats == [0, 0] + whole.floats(first..<first + count) + [0])
    engine.fillUniform(whole, count: 64, seed: 5, stream: .posterior, step: 2)
    engine.fillUniform(
      part, count: count, seed: 5, stream: .posterior, step: 2, first: first, at: 2)
    #expect(part.floats == [0, 0] + whole.floats(first..<first + count) + [0])
  }

  /// Known answers of Random123 1.14.0, tests/kat_vectors, philox4x32 10.
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), UInt64(0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4(repeating: UInt32.max), UInt64.max,
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), 0x299f_31d0_a409_3822,
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func knownAnswers(counter: SIMD4<UInt32>, key: UInt64, expected: SIMD4<UInt32>) {
    #expect(Philox.block(counter: counter, key: key) == expected)
  }

  /// The kernels draw the same words as the scalar generator.
  @Test(arguments: runnableKernels)
  func kernelsDrawTheSameSequence(kernels: String) {
    let count = 1_003
    let buffer = FloatBuffer(count: count)
    makeEngine(kernels).fillUniform(
      buffer, count: count, seed: 77, stream: .corruption, step: 1 << 33 | 5)
    var random = Philox(seed: 77, stream: .corruption, step: 1 << 33 | 5)
    #expect(buffer.floats == (0..<count).map { _ in random.nextUnit() })
  }

  /// Against Box-Muller in float64 on the same words, which has no error to speak of.
  @Test(.mustEnd, arguments: runnableKernels)
  func normalsFollowBoxMuller(kernels: String) {
    let count = 20_000
    let buffer = FloatBuffer(count: count)
    makeEngine(kernels, threads: 2).fillNormal(
      buffer, count: count, seed: 3, stream: .posterior, step: 9)
    var random = Philox(seed: 3, stream: .posterior, step: 9)
    var worst = 0.0
    for index in stride(from: 0, to: count, by: 2) {
      let radius = (-2 * log(Double(random.nextUnit()) + 0x1p-24)).squareRoot()
      let angle = 2 * Double.pi * Double(random.nextUnit())
      worst = max(worst, abs(Double(buffer[index]) - radius * cos(angle)))
      worst = max(worst, abs(Double(buffer[index + 1]) - radius * sin(angle)))
    }
    #expect(worst < 3e-6, "\(worst)")
  }

  /// Mean, variance, skewness and kurtosis of N(0, 1), each within five of its standard errors.
  @Test func normalsHaveTheRightMoments() {
    let count = 400_000
    let buffer = FloatBuffer(count: count)
    makeEngine().fillNormal(buffer, count: count, seed: 5, stream: .prior, step: 0)
    let x = buffer.floats.map(Double.init), n = Double(count)
    func moment(_ power: Int) -> Double { x.reduce(0) { $0 + pow($1, Double(power)) } / n }
    #expect(abs(moment(1)) < 5 / n.squareRoot())
    #expect(abs(moment(2) - 1) < 5 * (2 / n).squareRoot())
    #expect(abs(moment(3)) < 5 * (15 / n).squareRoot())
    #expect(abs(moment(4) - 3) < 5 * (96 / n).squareRoot())
  }

  /// A stream's number goes into every word drawn for it: the streams of all models made so far.
  @Test func streamsKeepTheirNumbers() {
    let expected: [(RandomStream, UInt32)] = [
      (.initialization, 0), (.shuffling, 1), (.posterior, 2), (.evaluation, 3),
      (.prior, 4), (.corruption, 5), (.binarization, 6), (.importance, 7),
      (.connections, 8), (.gibbs, 9), (.annealing, 10), (.inference, 11),
      (.estimation, 12), (.information, 13), (.mixture, 14), (.posteriorCloud, 15),
      (.fantasy, 16),
    ]
    #expect(expected.map(\.0) == RandomStream.allCases)
    for (stream, number) in expected { #expect(stream.rawValue == number, "\(stream)") }
  }

  @Test func boundedDrawsAreUniform() {
    var random = Philox(seed: 1, stream: .shuffling)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[Int(random.next(below: 7))] += 1 }
    // Chi-squared with six degrees of freedom: 30 has a probability of 4e-5.
    let chi = counts.reduce(0.0) { $0 + pow(Double($1) - 10_000, 2) / 10_000 }
    #expect(chi < 30)
  }
}
