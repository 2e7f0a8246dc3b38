import Autoencoders
import FileFormats
import Foundation
import ImageSets
import Testing

struct BoltzmannMachineTests {
  private static func machine(hidden: Int, visible: Int, scale: Float = 1) -> BoltzmannMachine {
    let weights = Matrix.random(hidden, visible, seed: 1)
    for row in 0..<hidden {
      for column in 0..<visible { weights[row, column] *= scale }
    }
    return BoltzmannMachine(
      weights: weights, hiddenBiases: Matrix.random(1, hidden, seed: 2),
      visibleBiases: Matrix.random(1, visible, seed: 3), on: makeEngine())
  }

  /// Rows of all states of `units` binary units.
  private static func states(_ units: Int) -> Matrix {
    let states = Matrix(rows: 1 << units, columns: units)
    for row in 0..<states.rows {
      for unit in 0..<units { states[row, unit] = row >> unit & 1 == 1 ? 1 : 0 }
    }
    return states
  }

  /// Summed over hidden states in the product, over visible states here.
  @Test func logPartitionIsTheSumOverVisibleStates() {
    let machine = Self.machine(hidden: 12, visible: 9)
    let energies = machine.negativeFreeEnergy(Self.states(9))
    let largest = energies.max() ?? 0
    let expected = largest + log(energies.reduce(0) { $0 + exp($1 - largest) })
    #expect(abs(machine.logPartition() - expected) < 1e-5 * abs(expected))
  }

  @Test func annealingFindsTheLogPartition() {
    let machine = Self.machine(hidden: 12, visible: 30, scale: 0.5)
    let estimate = machine.annealedLogPartition(chains: 200, temperatures: 300, seed: 1)
    #expect(abs(estimate - machine.logPartition()) < 0.05)
  }

  /// Where hidden units are without weights, pixels are independent and the pseudo-likelihood is the
  /// likelihood.
  @Test func pseudoLikelihoodOfIndependentPixels() {
    let biases = Matrix(rows: 1, columns: 4)
    biases.setRow(0, to: [-1, 0.5, 2, 0])
    let machine = BoltzmannMachine(
      weights: Matrix(rows: 3, columns: 4), hiddenBiases: Matrix.random(1, 3, seed: 2),
      visibleBiases: biases, on: makeEngine())
    let images = LabeledImages(
      height: 2, width: 2, pixels: [0, 255, 200, 20, 255, 0, 0, 255], labels: [0, 1])
    let states: [[Double]] = [[0, 1, 1, 0], [1, 0, 0, 1]]
    let expected =
      states.map { state in
        zip(state, biases.row(0)).reduce(0.0) { sum, pair in
          sum - log(1 + exp((1 - 2 * pair.0) * Double(pair.1)))
        }
      }.reduce(0, +) / 2
    let estimate = machine.pseudoLogLikelihood(images, units: 20_000, seed: 1)
    #expect(abs(estimate - expected) < 0.02)
  }
}
