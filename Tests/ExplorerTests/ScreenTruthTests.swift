import Autoencoders
import Explorer
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Numbers on the screens are those that evaluation, encoder, decoder and log give, to the digits shown.
@Suite(.mustEnd)
struct ScreenTruthTests {
  static let presets = ["vae", "simple", "sparse", "deep", "conv", "denoise", "iaf", "rbm"]
  private static let testImages = 40

  /// A finished run, and what the library says of its model.
  private struct Truth {
    let snapshot: SessionSnapshot
    let lines: [MetricsLine]
    let evaluation: Evaluation
    let model: Autoencoder
    /// Rows of codes, as `encode` gives them.
    let codes: [[Float]]

    init(_ preset: String) throws {
      let watched = try WatchedRun(preset, train: 60, test: ScreenTruthTests.testImages) {
        $0.batchSize = 20
        $0.setEpochs(2, layers: Preset.named(preset)?.model.encoder ?? [])
      }
      try watched.run.run()
      snapshot = try watched.snapshot()
      lines = try watched.lines()
      model = Autoencoder(try #require(snapshot.model), capacity: 40, on: try Engine(threads: 1))
      let evaluator = Evaluator(
        images: WatchedRun.images(ScreenTruthTests.testImages), model: model.configuration,
        capacity: 40)
      evaluation = evaluator.evaluate(model, seed: watched.configuration.training.seed)
      let (values, latents) = (evaluator.codes(model), model.configuration.latentCount)
      codes = (0..<ScreenTruthTests.testImages).map {
        Array(values[$0 * latents..<($0 + 1) * latents])
      }
    }

    /// The screen after some keys.
    func screen(_ keys: String..., width: Int = 200) throws -> String {
      try Explorer.screen(
        of: snapshot, size: Size(width: width, height: 60),
        capabilities: Capabilities(colors: .none),
        keys: keys.compactMap(Key.init(name:))
      ).text
    }

    /// The names of the charts, and the value of each for a loss.
    var parts: [(name: String, value: (LossTerms) -> Double)] {
      guard model.configuration.isVariational else { return [("recon", { $0.reconstruction })] }
      return [
        ("−ELBO", { $0.reconstruction + $0.kl }), ("recon", { $0.reconstruction }),
        ("KL", { $0.kl }),
      ]
    }

    /// The rows of codes nearest to `code`, nearest first.
    func nearest(to code: [Float]) -> [(row: Int, distance: Double)] {
      codes.indices.map { row -> (row: Int, distance: Double) in
        let squares = zip(codes[row], code).map { a, b -> Double in
          let difference = Double(a) - Double(b)
          return difference * difference
        }
        return (row, squares.reduce(0, +).squareRoot())
      }.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }
    }
  }

  private static func expect(
    _ shown: ShownNumber?, is value: Double, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      shown?.isRounded(value) == true, "\(what): \(shown?.text ?? "nothing") for \(value)",
      sourceLocation: sourceLocation)
  }

  @Test(.mustEnd, arguments: presets)
  func numbersAreTrue(preset: String) throws {
    let truth = try Truth(preset)
    try checkLosses(truth)
    try checkCrosshair(truth)
    try checkCodes(truth)
    try checkTraining(truth)
    try checkSliders(truth)
  }

  /// Last values: of test images the evaluation, of training images the smoothed means of the log.
  private func checkLosses(_ truth: Truth) throws {
    let screen = try truth.screen("F1")
    for (name, value) in truth.parts {
      let tests = screen.numbers(after: " test ")
      #expect(tests.contains { $0.isRounded(value(truth.evaluation.loss)) }, "\(name): \(tests)")
      let means = truth.lines.filter { $0.split == .train }.map { value($0.loss) }
      let smooth = Self.debiasedMean(of: means, weight: 0.9)
      Self.expect(screen.number(after: "\(name) train "), is: smooth, "\(name) train")
      let last = try #require(truth.lines.last { $0.split == .test })
      #expect(abs(value(last.loss) - value(truth.evaluation.loss)) < 1e-3)
    }
    let title = String(screen.prefix { $0 != "\n" })
    Self.expect(
      title.number(after: "test \(truth.parts[0].name) "),
      is: truth.parts[0].value(truth.evaluation.loss), "title")
    Self.expect(title.number(after: "epoch "), is: 2, "epochs")
  }

  /// At the crosshair: the log's line, its extremes, and the nearest evaluation.
  private func checkCrosshair(_ truth: Truth) throws {
    let screen = try truth.screen("F2", "Shift-Left", "Left", width: 300)
    let place = try #require(screen.number(after: "└ at epoch "))
    let epoch = try #require(Double(place.text))
    let line = try #require(truth.lines.first { $0.split == .train && $0.epoch >= epoch - 0.005 })
    let tests = truth.lines.filter { $0.split == .test }
    let nearestTest = tests.min { abs($0.epoch - epoch) < abs($1.epoch - epoch) }
    let test = try #require(nearestTest)
    let readouts = screen.components(separatedBy: "└ at epoch ").dropFirst()
    #expect(readouts.count >= truth.parts.count)
    for ((name, value), readout) in zip(truth.parts, readouts) {
      Self.expect(readout.number(after: "train "), is: value(line.loss), "\(name) at \(epoch)")
      Self.expect(readout.number(after: "test "), is: value(test.loss), "test \(name) at \(epoch)")
      let range = try Self.extremes(of: name, in: line.losses)
      Self.expect(readout.number(after: "("), is: range.lowerBound, "least \(name)")
      Self.expect(readout.number(after: ".."), is: range.upperBound, "greatest \(name)")
    }
  }

  private static func extremes(
    of name: String, in losses: StepLosses
  ) throws -> ClosedRange<Double> {
    let part: KeyPath<StepLosses.Extremes, Double?> =
      name == "KL" ? \.kl : name == "recon" ? \.reconstruction : \.negativeELBO
    let least = try #require(losses.least[keyPath: part])
    let greatest = try #require(losses.greatest[keyPath: part])
    return least...greatest
  }

  /// The mean of values, each weighing `weight` times as much as the next.
  private static func debiasedMean(of values: [Double], weight: Double) -> Double {
    var (sum, weights, factor) = (0.0, 0.0, 1.0)
    for value in values.reversed() {
      sum += factor * value
      weights += factor
      factor *= weight
    }
    return sum / weights
  }

  /// The code that the cursor snaps to, its image, its neighbors.
  private func checkCodes(_ truth: Truth) throws {
    let screen = try truth.screen("F1", "c", "s")
    #expect(screen.contains(" \(Self.testImages) test codes of epoch 2 "))
    let origin = try #require(truth.snapshot.map?.plane.origin)
    let row = truth.nearest(to: origin)[0].row
    let place = try #require(screen.firstRange(of: "z = ")).upperBound
    let values = screen[place...].split(separator: " ", maxSplits: 2).prefix(2)
    for (value, text) in zip(truth.codes[row], values) {
      Self.expect(
        ShownNumber(text: String(text).replacing("−", with: "-").replacing("+", with: "")),
        is: Double(value), "code \(row)")
    }
    let nearest = truth.nearest(to: truth.codes[row]).prefix(20)
    var counts = [Int](repeating: 0, count: 10)
    for neighbor in nearest { counts[neighbor.row % 10] += 1 }
    let near = try #require(screen.number(after: "near "))
    let label = try #require(Int(near.text))
    #expect(counts[label] == counts.max())
    Self.expect(
      screen.number(after: "near \(label) "), is: Double(counts[label]) * 5, "share of \(label)")
    Self.expect(screen.number(after: " % at "), is: nearest[0].distance, "distance")

    let codes = Matrix(rows: 1, columns: truth.codes[row].count)
    codes.setRow(0, to: truth.codes[row])
    var picture = CellBuffer(size: Size(width: 56, height: 28))
    picture.draw(
      ImageView(
        truth.model.decode(codes).row(0), width: 28, height: 28,
        theme: Theme(Capabilities(colors: .none))), in: picture.bounds)
    for line in picture.text.split(separator: "\n") { #expect(screen.contains(line), "\(line)") }
  }

  /// Every value of the first image's code, which the Code page begins with.
  private func checkSliders(_ truth: Truth) throws {
    guard (3...32).contains(truth.codes[0].count) else { return }
    let screen = try truth.screen("F4")
    for (latent, value) in truth.codes[0].enumerated() {
      let name = "z\(latent + 1) "
      let line = try #require(screen.split(separator: "\n").first { $0.contains(name) }, "\(name)")
      let slider = line.prefix(upTo: line.range(of: "││")?.lowerBound ?? line.endIndex)
      let shown = slider.split(separator: " ").last.map(String.init) ?? ""
      Self.expect(ShownNumber(text: shown), is: Double(value), "\(name)of the first code")
    }
  }

  private func checkTraining(_ truth: Truth) throws {
    let model = try truth.screen("F1")
    Self.expect(
      model.number(after: "parameters "),
      is: Double(truth.model.configuration.layout.parameterCount), "parameters")
    let screen = try truth.screen("F2")
    Self.expect(screen.number(after: "step  "), is: 6, "steps")
    for (latent, kl) in truth.evaluation.klPerDimension.enumerated().prefix(20) {
      let label = "z\(latent + 1)".padding(toLength: 4, withPad: " ", startingAt: 0)
      let bars = screen.replacing("█", with: " ")
      let shown = bars.numbers(after: "│ \(label) ") + bars.numbers(after: "  \(label) ")
      #expect(
        shown.contains { $0.isRounded(kl) } || truth.evaluation.klPerDimension.count > 20,
        "z\(latent + 1): \(shown) for \(kl)")
    }
  }
}
