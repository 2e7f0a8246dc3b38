import Autoencoders
import Foundation
import Synchronization
import TestSupport
import Testing

struct ProcessGroupTests {
  /// What each process has after all have done the same.
  private static func results<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (ThreadGroup) -> Result
  ) -> [Result] {
    let results = Mutex([Int: Result]())
    let isOver = DispatchGroup()
    for group in ThreadGroup.groups(of: count) {
      isOver.enter()
      Thread {
        let result = work(group)
        results.withLock { $0[group.rank] = result }
        isOver.leave()
      }.start()
    }
    isOver.wait()
    return results.withLock { found in (0..<count).compactMap { found[$0] } }
  }

  /// Random numbers of very different sizes, whose sum depends on its order.
  private static func terms(_ rank: Int, _ count: Int) -> [Float] {
    var random = Philox(seed: 7, stream: .initialization, step: UInt64(rank))
    return (0..<count).map { _ in
      Float(
        sign: .plus, exponent: Int(random.next(below: 40)), significand: random.nextUnit() - 0.5)
    }
  }

  @Test(.mustEnd, arguments: [2, 4, 8], [1, 3, 5_000])
  func aSumOverProcessesHasTheBitsOfOneInThisProcess(processes: Int, count: Int) {
    let term = FloatBuffer(count: count)
    var sum = PairwiseSum(of: processes, count: count, on: makeEngine())
    for rank in 0..<processes {
      term.write(Self.terms(rank, count))
      sum.add(term)
    }
    let expected = term.floats
    let found = Self.results(processes) { group in
      let buffer = FloatBuffer(count: count)
      buffer.write(Self.terms(group.rank, count))
      group.sum(buffer, FloatBuffer(count: count), on: makeEngine())
      return buffer.floats
    }
    #expect(found.count == processes && found.allSatisfy { $0 == expected })
  }

  /// Process r has r rows, each of its own number.
  @Test(.mustEnd, arguments: [2, 4, 8])
  func rowsOfAllComeToAll(processes: Int) {
    let starts = (0...processes).map { $0 * ($0 - 1) / 2 }
    let found = Self.results(processes) { group in
      let matrix = Matrix(rows: starts[processes], columns: 3)
      for row in starts[group.rank]..<starts[group.rank + 1] {
        matrix.setRow(row, to: [Float](repeating: Float(group.rank), count: 3))
      }
      group.gather(matrix) { starts[$0.lowerBound]..<starts[$0.upperBound] }
      return matrix.floats
    }
    let expected = (0..<processes).flatMap { [Float](repeating: Float($0), count: 3 * $0) }
    #expect(found.allSatisfy { $0 == expected })
  }

  @Test(.mustEnd, arguments: [2, 4])
  func numbersOfAllComeToAll(processes: Int) {
    let found = Self.results(processes) { group in
      var numbers = [Double](repeating: 0, count: 2 * processes)
      numbers[2 * group.rank] = Double(group.rank)
      numbers[2 * group.rank + 1] = 0.5
      group.gather(&numbers)
      return numbers
    }
    #expect(found.allSatisfy { $0 == (0..<processes).flatMap { [Double($0), 0.5] } })
  }
}
