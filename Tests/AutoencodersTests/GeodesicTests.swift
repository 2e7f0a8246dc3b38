import Foundation
import Testing

@testable import Autoencoders

/// Geodesics of decoders whose metric is known.
struct GeodesicTests {
  /// A model of random weights with a bent decoder.
  private static func bentModel(
    _ likelihood: Likelihood = .bernoulli, capacity: Int = 8
  ) -> Autoencoder {
    Autoencoder(
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [.dense(8, .tanh)],
        latent: .gaussian(dimensions: 3),
        decoder: [.dense(12, .tanh), .dense(25, .identity)], likelihood: likelihood),
      initialization: .heUniform, seed: 4, capacity: capacity, on: makeEngine())
  }

  /// The logits of evenly spaced pixels: a curve in the space of codes, in even steps of images.
  @Test(arguments: [32, 3])
  func imagesOfAFlatDecoderGoStraight(capacity: Int) {
    let (start, end): ([Float], [Float]) = ([-3, 0], [2, 1])
    let way = FlatDecoder.model(capacity: capacity).geodesic(from: start, to: end, count: 12)
    func sigmoid(_ x: Float) -> Double { 1 / (1 + exp(-Double(x))) }
    #expect(way.codes.count == 12 && way.codes.first == start && way.codes.last == end)
    for (index, code) in way.codes.enumerated() {
      for axis in 0..<2 {
        let (a, b) = (sigmoid(start[axis]), sigmoid(end[axis]))
        let pixel = a + (b - a) * Double(index) / 11
        #expect(abs(Double(code[axis]) - log(pixel / (1 - pixel))) < 0.02)
      }
    }
    let distance = (0..<2).reduce(0.0) {
      $0 + (sigmoid(end[$1]) - sigmoid(start[$1])) * (sigmoid(end[$1]) - sigmoid(start[$1]))
    }
    #expect(abs(way.energy - distance / 11) < 1e-4 * distance)
    #expect(way.straightEnergy > 1.1 * way.energy)
  }

  @Test(arguments: [Likelihood.bernoulli, .gaussian(standardDeviation: 1), .continuousBernoulli])
  func theGradientIsThatOfTheMeanImage(likelihood: Likelihood) {
    let model = Self.bentModel(likelihood)
    let codes = Matrix.random(4, 3, seed: 5), weights = Matrix.random(4, 25, seed: 6)
    let gradients = Matrix(rows: 4, columns: 3)
    model.pullBack(weights, at: codes, into: gradients)
    let places = (0..<4).flatMap { row in (0..<3).map { row * codes.stride + $0 } }
    expectGradient(
      { gradients.buffer[$0] }, of: codes.buffer, at: places, step: 2e-3, tolerance: 4e-3
    ) { weightedSum(model.decode(codes), weights) }
  }

  /// Logits on both sides of where the derivative goes over to its series, and far out.
  @Test func theContinuousBernoullisMeanHasItsDerivative() {
    let logits = Matrix([-90, -8, -0.5, -0.06, -0.04, 0, 0.04, 0.06, 2, 30], columns: 10)
    let slopes = Matrix([Float](repeating: 1, count: 10), columns: 10)
    Likelihood.continuousBernoulli.multiply(
      slopes, byDerivativeOfMeanAt: logits, on: makeEngine())
    func mean(_ x: Double) -> Double { abs(x) < 1e-9 ? 0.5 : 1 / (1 - exp(-x)) - 1 / x }
    for column in 0..<10 {
      let x = Double(logits[0, column])
      let difference = (mean(x + 1e-3) - mean(x - 1e-3)) / 2e-3
      #expect(abs(Double(slopes[0, column]) - difference) < 1e-6)
    }
  }

  @Test(
    arguments: [([1, -2, 0.5], [-2, 1, 1]), ([0, 0, 0], [4, -4, 4])] as [([Float], [Float])])
  func theEnergyIsNeverAboveTheStraightOne(start: [Float], end: [Float]) {
    let model = Self.bentModel()
    let way = model.geodesic(from: start, to: end, count: 10)
    #expect(way.energy < way.straightEnergy)
    #expect(way.codes.first == start && way.codes.last == end)
    let images = model.images(of: way.codes)
    let energy = zip(images, images.dropFirst()).reduce(0.0) {
      $0 + euclideanDistance($1.0, $1.1) * euclideanDistance($1.0, $1.1)
    }
    #expect(abs(energy - way.energy) < 1e-4 * energy)
  }

  @Test func aStoppedSearchGivesTheBestSoFar() {
    let model = Self.bentModel()
    func energy(iterations: Int) -> Double {
      var asked = 0
      let way = model.geodesic(from: [1, -2, 0.5], to: [-2, 1, 1], count: 10) {
        asked += 1
        return asked <= iterations
      }
      return way.energy
    }
    let straight = LatentPath.linear.codes(from: [1, -2, 0.5], to: [-2, 1, 1], count: 10)
    let stopped = model.geodesic(from: [1, -2, 0.5], to: [-2, 1, 1], count: 10) { false }
    #expect(stopped.codes == straight && stopped.energy == stopped.straightEnergy)
    #expect(energy(iterations: 20) < energy(iterations: 2))
    #expect(energy(iterations: 2) < stopped.energy)
  }

  @Test func aWayMayHaveItsEndsAlone() {
    let way = Self.bentModel().geodesic(from: [0, 0, 0], to: [1, 1, 1], count: 2)
    #expect(way.codes == [[0, 0, 0], [1, 1, 1]] && way.energy == way.straightEnergy)
  }
}
