import Autoencoders
import ImageSets
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Layers on screen, of values that are made up: the same on every machine.
struct LayerScreenTests {
  private static var session: SessionSnapshot {
    var session = Fixture.session
    session.phase = .idle
    session.images = LabeledImages(
      height: 28, width: 28, pixels: [UInt8](repeating: 0, count: 2_000 * 784),
      labels: Fixture.map.points.map(\.label))
    return session
  }

  private static func state(
    _ width: Int, _ height: Int, _ capabilities: Capabilities
  ) -> ExplorerState {
    ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: session)
  }

  /// Does the work that keys ask for with made-up results.
  private static func press(_ keys: [String], _ state: inout ExplorerState) {
    for key in keys {
      for case .compute(let computation, let run) in state.press(key) {
        if let computed = result(of: computation) { _ = state.update(.computed(computed, of: run)) }
      }
    }
  }

  private static func result(of computation: Computation, spacing: Int = 1) -> Computed? {
    switch computation {
    case .layer(let request):
      let values = request.grid.points.map { point -> Float in
        request.kind == .regions
          ? (point.x < 0 ? (point.y < 0 ? 6 : 4) : point.y < 0 ? 8 : 1)
          : Float(point.x * point.x + point.y * point.y)
      }
      return .layer(
        LayerField(request: request, values: values, spacing: spacing, epoch: nil, seconds: 0))
    case .posteriors(let request):
      let shapes = Fixture.map.classes.prefix(3).map { label in
        PosteriorShapes.Shape(
          places: [(-1.0, -0.5), (1, -0.5), (1, 0.5), (-1, 0.5), (-1, -0.5)].map {
            PlanePoint(x: $0.0 + Double(label) - 1, y: $0.1)
          }, areSamples: false, label: UInt8(label))
      }
      return .posteriors(PosteriorShapes(request: request, shapes: shapes, image: nil, seconds: 0))
    case .manifold(let request):
      return .manifold(
        Manifold(
          request: request, images: request.tiles.points.map { _ in Fixture.ring }, seconds: 0))
    default: return nil
    }
  }

  /// Sizes and kinds of terminal.
  private static let looks: [(width: Int, height: Int, mode: ScreenGoldenTests.Mode)] = [
    (80, 24), (120, 40),
  ].flatMap { size in ScreenGoldenTests.Mode.allCases.map { (size.0, size.1, $0) } }

  @Test(
    arguments: [
      ("regions", ["d", "d"]), ("magnification", ["d", "d", "d"]),
      ("posteriors", ["e", "e", "E", "m", "3", "m", "b", "k"]), ("manifold", ["w"]),
    ], looks)
  func layers(
    _ layer: (name: String, keys: [String]),
    look: (width: Int, height: Int, mode: ScreenGoldenTests.Mode)
  ) throws {
    var state = Self.state(look.width, look.height, look.mode.capabilities)
    Self.press(layer.keys, &state)
    try expectGolden(
      state.render().text,
      "layer-\(layer.name)-\(look.width)x\(look.height)-\(look.mode.rawValue).txt")
  }

  /// Until it is fine, the title says so; and a view that was moved shows what was found where it is.
  @Test func whatIsCoarseOrMovedIsMarked() throws {
    var state = Self.state(120, 40, Capabilities(colors: .none))
    let effects = state.press("d", "d")
    #expect(state.render().text.contains("finding it"))
    let requests = effects.compactMap { effect -> Computation? in
      if case .compute(let computation, _) = effect { computation } else { nil }
    }
    let last = try #require(requests.last)
    _ = state.update(.computed(try #require(Self.result(of: last, spacing: 4)), of: .first))
    #expect(state.render().text.contains("coarse"))
    _ = state.update(.computed(try #require(Self.result(of: last)), of: .first))
    #expect(!state.render().text.contains("coarse"))
    // Another part of the plane is asked for, and the old values stay where they are.
    let moved = state.press("z", "z")
    #expect(moved.contains { if case .compute(.layer, _) = $0 { true } else { false } })
    #expect(state.render().text.contains("coarse"))
  }

  /// Each key is answered without waiting: a move asks for no layer again.
  @Test func aMoveOfTheCursorAsksForNoLayer() {
    var state = Self.state(120, 40, Capabilities())
    Self.press(["d", "d"], &state)
    let effects = state.press("Right")
    #expect(effects == [.decode(state.run.latent.cursor, of: .first)])
  }

  @Test func altAndADigitShowAClassAlone() {
    var state = Self.state(80, 24, Capabilities())
    state.press("Alt-3")
    #expect(state.run.latent.shownClasses == [3])
    state.press("X")
    #expect(state.run.latent.shownClasses.count == 10)
  }
}
