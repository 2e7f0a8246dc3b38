import TestSupport
import Testing

@testable import Autoencoders

struct TrustworthinessTests {
  private static let codes = (0..<60).flatMap { (i: Int) -> [Float] in
    [Float(i * 37 % 61) + Float(i * i) / 512, Float(i * i * 5 % 59), Float(i * i * i * 3 % 53)]
  }
  private static let map = (0..<60).flatMap { (i: Int) -> [Float] in
    [Float(i * 37 % 61 + i % 7) + Float(i * i) / 512, Float(i * i * 5 % 59)]
  }

  private func trust(_ map: [Float], _ dimensions: Int, _ count: Int, threads: Int = 1) -> Double {
    let engine = makeEngine(threads: threads)
    return trustworthiness(
      of: NeighborGraph(of: map, dimensions: dimensions, count: count, on: engine),
      codes: Self.codes, dimensions: 3, count: count, on: engine)
  }

  /// i = np.arange(60); x = np.stack([i * 37 % 61 + i * i / 512, i * i * 5 % 59, i * i * i * 3 % 53], 1)
  /// y = np.stack([x[:, 0] + i % 7, i * i * 5 % 59], 1); d = lambda a: ((a[:, None] - a) ** 2).sum(-1)
  /// def trust(k):
  ///   t = 0
  ///   for a in range(60):
  ///     before = [b for b in np.argsort(d(x)[a], kind='stable') if b != a]
  ///     after = [b for b in np.argsort(d(y)[a], kind='stable') if b != a][:k]
  ///     t += sum(max(before.index(b) + 1 - k, 0) for b in after)
  ///   return 1 - 2 / (60 * k * (120 - 3 * k - 1)) * t
  @Test(.mustEnd) func agreesWithNumPy() {
    #expect(abs(trust(Self.map, 2, 5) - 0.8851282051282051) < 1e-12)
    #expect(abs(trust(Self.map, 2, 12) - 0.9022423025435073) < 1e-12)
    #expect(trust(Self.map, 2, 5, threads: 3) == trust(Self.map, 2, 5))
  }

  @Test func theCodesThemselvesAreTrustworthy() { #expect(trust(Self.codes, 3, 5) == 1) }
}
