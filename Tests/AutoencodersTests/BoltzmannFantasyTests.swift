import Autoencoders
import Foundation
import Testing

/// A fantasy particle's Gibbs steps.
struct BoltzmannFantasyTests {
  private static func machine(
    _ weights: [[Float]], hidden: [Float], visible: [Float]
  ) -> BoltzmannMachine {
    func matrix(_ rows: [[Float]]) -> Matrix {
      let matrix = Matrix(rows: rows.count, columns: rows[0].count)
      for (row, values) in rows.enumerated() { matrix.setRow(row, to: values) }
      return matrix
    }
    return BoltzmannMachine(
      weights: matrix(weights), hiddenBiases: matrix([hidden]), visibleBiases: matrix([visible]),
      on: makeEngine())
  }

  private let small = machine(
    [[1, -2, 0.5], [0.3, 1.5, -1]], hidden: [-0.2, 0.4], visible: [0.1, -0.5, 0.2])

  @Test func filtersAreTheRowsOfWeights() {
    #expect(small.filters == [[1, -2, 0.5], [0.3, 1.5, -1]])
  }

  /// Where sums are far from zero, nothing is left to chance: unit 0 sees pixels 0 and 1, which it draws with
  /// pixel 2.
  @Test func certainUnitsFollowTheWeights() {
    let machine = Self.machine(
      [[90, 90, 90, -90], [-90, -90, 90, 90]], hidden: [-100, -100],
      visible: [-45, -45, -45, -45])
    let start = machine.fantasy(from: [0.9, 1, 0.2, 0])
    #expect(start.visible == [1, 1, 0, 0] && start.visibleMeans == [0.9, 1, 0.2, 0])
    let next = machine.next(start, seed: 5)
    #expect(next.hidden == [1, 0] && next.visible == [1, 1, 1, 0] && next.step == 1)
    #expect(zip(next.visibleMeans, [1, 1, 1, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func aSeedRepeatsItsSteps() {
    func chain(_ seed: UInt64) -> [BoltzmannMachine.Fantasy] {
      Array(
        sequence(first: small.fantasy(from: [0, 1, 0])) {
          $0.step < 30 ? small.next($0, seed: seed) : nil
        })
    }
    #expect(chain(1) == chain(1) && chain(1) != chain(2))
    #expect(chain(1).map(\.step) == Array(0...30))
  }

  /// Over many steps each state of the visible units comes up as often as its probability says.
  @Test func theChainHasTheMachinesDistribution() {
    let states = Matrix(rows: 8, columns: 3)
    for row in 0..<8 { states.setRow(row, to: (0..<3).map { Float(row >> $0 & 1) }) }
    let partition = small.logPartition()
    let expected = small.negativeFreeEnergy(states).map { exp($0 - partition) }
    var counts = [Int](repeating: 0, count: 8)
    var fantasy = small.fantasy(from: [0, 0, 0])
    let steps = 40_000
    for _ in 0..<steps {
      fantasy = small.next(fantasy, seed: 3)
      counts[(0..<3).reduce(0) { $0 | Int(fantasy.visible[$1]) << $1 }] += 1
    }
    for (count, probability) in zip(counts, expected) {
      #expect(abs(Double(count) / Double(steps) - probability) < 0.015)
    }
  }
}
