import TestSupport
import Testing

@testable import Autoencoders

struct UnsafeEngineConcurrentMapTests {
  @Test(.mustEnd, arguments: [1, 2, 5])
  func valuesStandInOrder(threads: Int) {
    let engine = makeEngine(threads: threads)
    for count in [0, 1, 7, 1000] {
      let values = engine.concurrentMap(count) { [$0, $0 * $0] }
      #expect(values == (0..<count).map { [$0, $0 * $0] })
    }
  }
}
