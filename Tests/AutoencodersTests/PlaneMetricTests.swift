import Foundation
import Testing

@testable import Autoencoders

struct PlaneMetricTests {
  /// Two directions at right angles that are no latents themselves.
  private static let axes = PlaneAxes(
    x: [2, 1, 2].map { $0 / 3 }, y: [-2, 2, 1].map { $0 / 3 })

  private static func model(_ decoder: [LayerConfiguration], capacity: Int = 25) -> Autoencoder {
    Autoencoder(
      ModelConfiguration(
        imageHeight: 5, imageWidth: 5, encoder: [.dense(8, .tanh)],
        latent: .gaussian(dimensions: 3), decoder: decoder),
      initialization: .heUniform, seed: 4, capacity: capacity, on: makeEngine())
  }

  private static let codes: [[Float]] = [
    [0, 0, 0], [1, -2, 0.5], [-0.3, 0.2, 3], [2, 2, 2], [0.1, 0, -1], [-4, 1, 0], [0, 0.5, 0.5],
  ]

  /// The metric of the columns of `jacobian`, a row of three for each pixel.
  private static func metric(_ jacobian: [[Double]]) -> (xx: Double, xy: Double, yy: Double) {
    var sums = (xx: 0.0, xy: 0.0, yy: 0.0)
    for row in jacobian {
      let slope = axes.coordinates(of: row)
      sums.xx += slope.x * slope.x
      sums.xy += slope.x * slope.y
      sums.yy += slope.y * slope.y
    }
    return sums
  }

  private static func expect(
    _ found: PlaneMetric, _ expected: (xx: Double, xy: Double, yy: Double), tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let scale = expected.xx + expected.yy
    let differences = [
      found.xx - expected.xx, found.xy - expected.xy, found.yy - expected.yy,
      found.magnification
        - (expected.xx * expected.yy - expected.xy * expected.xy).squareRoot(),
    ]
    for difference in differences {
      #expect(abs(difference) < tolerance * scale, sourceLocation: sourceLocation)
    }
  }

  /// J = diag(s (1 - s)) W where the decoder is one dense layer.
  @Test(arguments: [25, 6, 1])
  func agreesWithTheClosedFormOfOneLayer(capacity: Int) throws {
    let model = Self.model([.dense(25, .identity)], capacity: capacity)
    let parameter = try #require(
      model.namedParameters.first { $0.name == "decoder.0.weight" })
    let weights = parameter.matrix(in: model.parameters)
    let metrics = model.metrics(at: Self.codes, along: Self.axes)
    #expect(metrics.count == Self.codes.count)
    for (code, metric) in zip(Self.codes, metrics) {
      let jacobian = (0..<25).map { pixel in
        let row = weights.row(pixel).map(Double.init)
        let logit = zip(row, code).reduce(0) { $0 + $1.0 * Double($1.1) }
        let pixel = 1 / (1 + exp(-logit))
        return row.map { pixel * (1 - pixel) * $0 }
      }
      Self.expect(metric, Self.metric(jacobian), tolerance: 1e-3)
    }
  }

  /// Against the Jacobian by backpropagation, a pixel a row; but for the origin, where every ReLU bends.
  @Test(arguments: [Activation.tanh, .relu])
  func agreesWithBackpropagation(activation: Activation) {
    let model = Self.model([.dense(40, activation), .dense(25, .identity)])
    let codes = Array(Self.codes.dropFirst())
    let metrics = model.metrics(at: codes, along: Self.axes, step: 0.003)
    for (code, metric) in zip(codes, metrics) {
      let (pixels, rows) = (Matrix(rows: 25, columns: 25), Matrix(rows: 25, columns: 3))
      let gradients = Matrix(rows: 25, columns: 3)
      for row in 0..<25 {
        pixels[row, row] = 1
        rows.setRow(row, to: code)
      }
      model.pullBack(pixels, at: rows, into: gradients)
      let jacobian = (0..<25).map { gradients.row($0).map(Double.init) }
      Self.expect(metric, Self.metric(jacobian), tolerance: 5e-3)
    }
  }

  /// s (1 - s) of each latent.
  @Test func theFlatDecoderMagnifiesMostAtTheOrigin() {
    let metrics = FlatDecoder.model().metrics(
      at: [[0, 0], [2, 0]], along: PlaneAxes(latents: 2))
    let slope = 1 / (1 + exp(-2.0)) * (1 - 1 / (1 + exp(-2.0)))
    #expect(abs(metrics[0].magnification - 1.0 / 16) < 1e-5)
    #expect(abs(metrics[1].magnification - slope / 4) < 1e-5)
  }
}
