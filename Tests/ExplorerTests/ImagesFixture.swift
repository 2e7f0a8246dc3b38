import Autoencoders
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// Small images, and sessions of fresh models that read them.
enum ImagesFixture {
  /// Bars of ten heights: the class is a function of the height.
  static func images(_ count: Int = 60, side: Int = 28, areLabeled: Bool = true) -> LabeledImages {
    let pixels = (0..<count).flatMap { image in
      (0..<side * side).map { pixel in
        let (x, y) = (pixel % side, pixel / side)
        let isInside = x > 2 + image % 5 && x < side - 4 && y > side / 2 - 1 - image % 10
        return UInt8(isInside && y < side - 3 ? 155 + image % 100 : 0)
      }
    }
    return LabeledImages(
      height: side, width: side, pixels: pixels,
      labels: areLabeled ? (0..<count).map { UInt8($0 * 7 % 10) } : nil,
      numbers: (0..<count).map { 1000 + $0 })
  }

  static func model(_ preset: String) throws -> Autoencoder {
    let preset = try #require(Preset.named(preset))
    return Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 20, on: try Engine(threads: 1))
  }

  static func session(_ model: Autoencoder, _ images: LabeledImages?) -> SessionSnapshot {
    var session = SessionSnapshot(
      phase: .idle, summary: RunSummary(preset: "small", dataset: "bars", path: nil))
    session.images = images
    session.model = model.snapshot(step: 100)
    return session
  }

  /// The page of images of a run, before anything was computed.
  static func state(
    _ session: SessionSnapshot, _ width: Int = 80, _ height: Int = 24,
    _ capabilities: Capabilities = Capabilities(colors: .none, glyphs: .ascii)
  ) -> ExplorerState {
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: session)
    state.screen = .images
    return state
  }

  /// A person who has just come to the page.
  static func start(
    _ preset: String, images: LabeledImages? = images(), _ width: Int = 80,
    _ height: Int = 24
  ) throws -> (state: ExplorerState, model: Autoencoder) {
    let model = try self.model(preset)
    var state = self.state(session(model, images), width, height)
    try state.wait(for: state.screenEffects())
    return (state, model)
  }
}

extension ExplorerState {
  /// Presses keys, and has everything computed that they ask for.
  mutating func pressAndWait(_ names: String...) throws {
    for name in names { try wait(for: press(name)) }
  }

  /// Does the work that is asked for, as the thread beside the screen does.
  mutating func wait(for effects: [Effect]) throws {
    for case .compute(let computation, let id) in effects {
      guard let session = runs[id]?.session, let snapshot = session.model else { continue }
      let model = Autoencoder(snapshot, capacity: 20, on: try Engine(threads: 1))
      var results: [Computed] = []
      computation.run(
        on: Workbench(
          model: model, step: snapshot.step, images: session.images, map: session.map,
          tools: WorkTools(), seconds: { 0 }, isWanted: { true },
          publish: { results.append($0) }))
      for result in results { _ = update(.computed(result, of: id)) }
    }
  }

  var imagesRequest: ImagesRequest? {
    get throws {
      var copy = self
      for case .compute(.images(let request), _) in copy.screenEffects() { return request }
      return nil
    }
  }
}
