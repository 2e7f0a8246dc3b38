import Autoencoders
import ImageSets
import TerminalUI

@testable import Explorer

/// A session with made-up numbers: the same screens on every machine.
enum Fixture {
  /// A tenth of the points around each of ten places on a ring, spread by fixed draws.
  static let map: LatentMap = {
    var random = Philox(seed: 1, stream: .prior)
    var codes: [Float] = []
    var labels: [UInt8] = []
    let places: [(Float, Float)] = [
      (2, 0), (1.5, 1.25), (0.5, 2), (-0.5, 2), (-1.5, 1.25), (-2, 0), (-1.5, -1.25), (-0.5, -2),
      (0.5, -2), (1.5, -1.25),
    ]
    for index in 0..<2_000 {
      let label = index % 10
      codes += [places[label].0, places[label].1].map {
        $0 + 1.2 * (random.nextUnit() + random.nextUnit() - 1)
      }
      labels.append(UInt8(label))
    }
    return LatentMap(codes: codes, labels: labels, latentCount: 2)
  }()

  /// Losses that fall like one over the epoch, with a spread that repeats.
  static let history: LossHistory = {
    var history = LossHistory()
    for step in 1...1_200 {
      let epoch = Double(step) / 100
      let swing = Double((step * 7) % 11) - 5
      history.add(
        StepReport(
          step: step, epoch: epoch,
          loss: LossTerms(
            reconstruction: 140 + 60 / (0.3 + epoch) + swing,
            kl: 6 - 2 / (0.5 + epoch) + swing / 20,
            klWeight: 1)))
      if step % 100 == 0 {
        history.addTest(
          LossTerms(
            reconstruction: 142 + 60 / (0.3 + epoch), kl: 6 - 2 / (0.5 + epoch), klWeight: 1),
          epoch: epoch)
      }
    }
    return history
  }()

  static let model = ModelSnapshot(
    configuration: Preset.all[0].model,
    parameters: [Float](repeating: 0, count: Preset.all[0].model.layout.count), step: 1_200)

  /// A model of random weights, for work beside the screen.
  static func bench(map: LatentMap?) throws -> Workbench {
    let model = Autoencoder(
      Preset.all[0].model, initialization: .heUniform, seed: 1, capacity: 50,
      on: try Engine(threads: 1))
    return bench(model, map: map)
  }

  /// A bench for work with a model, which tells of its results.
  static func bench(
    _ model: Autoencoder, images: LabeledImages? = nil, map: LatentMap?,
    publish: @escaping (Computed) -> Void = { _ in }
  ) -> Workbench {
    Workbench(
      model: model, step: 1, images: images, map: map, tools: WorkTools(), seconds: { 0 },
      isWanted: { true }, publish: publish)
  }

  static var session: SessionSnapshot {
    var session = SessionSnapshot(
      phase: .training, summary: RunSummary(preset: "vae", dataset: "mnist", path: "runs/vae"))
    session.history = history
    session.map = map
    session.model = model
    session.klPerDimension = [3.25, 2.75]
    session.secondMoment = [1.02, 0.97]
    session.progress = TrainingProgress(
      epoch: 12, epochs: 50, step: 1_200, imagesPerSecond: 81_000, secondsLeft: 95)
    return session
  }

  /// A ring: squares and square roots only, which every machine rounds alike.
  static let ring: [Float] = (0..<784).map { index in
    let (x, y) = (Float(index % 28) - 13.5, Float(index / 28) - 13.5)
    return max(0, 1 - abs((x * x * 1.6 + y * y).squareRoot() - 9) / 3)
  }

  /// A run being trained, at 120x40, before any key.
  static let start = ExplorerState(
    size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)

  static func state(_ width: Int, _ height: Int, _ capabilities: Capabilities) -> ExplorerState {
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: session)
    state.press("3", "Right", "Up")
    _ = state.update(
      .decoded(DecodedImage(code: state.run.latent.cursor, pixels: ring, step: 1_200)))
    return state
  }
}

extension ExplorerState {
  /// Presses keys by name and returns what they asked for.
  @discardableResult
  mutating func press(_ names: String...) -> [Effect] {
    names.flatMap { name in Key(name: name).map { update(.key($0)) } ?? [] }
  }
}
