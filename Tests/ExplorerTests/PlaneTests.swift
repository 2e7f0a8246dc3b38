import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

struct PlaneTests {
  private static func map(
    latents: Int, count: Int = 240, seed: UInt64 = 5, scale: (Int) -> Float = { 1 / Float($0 + 1) }
  ) -> LatentMap {
    var random = Philox(seed: seed, stream: .prior)
    let codes = (0..<count * latents).map { index in
      scale(index % latents) * (random.nextUnit() + random.nextUnit() - 1)
        + (index % latents == 0 ? Float(index / latents % 4) : 0)
    }
    return LatentMap(
      codes: codes, labels: (0..<count).map { UInt8($0 % 4) }, latentCount: latents)
  }

  private static func state(_ map: LatentMap) -> ExplorerState {
    var session = SessionSnapshot(
      phase: .idle, summary: RunSummary(preset: "wide", dataset: "draws", path: nil))
    session.map = map
    session.model = Fixture.model
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    state.screen = .walk
    return state
  }

  /// Finds the planes that are asked for.
  private static func find(_ effects: [Effect], _ state: inout ExplorerState) throws {
    for case .compute(.plane(let request), let run) in effects {
      var results: [Computed] = []
      let model = Autoencoder(Fixture.model, capacity: 8, on: try Engine(threads: 1))
      request.find(on: Fixture.bench(model, map: request.map) { results.append($0) })
      for result in results { _ = state.update(.computed(result, of: run)) }
    }
  }

  @Test func principalPlanesFollowOneAnother() throws {
    var state = Self.state(Self.map(latents: 5))
    #expect(state.render().text.contains("principal plane 1-2"))
    try Self.find(state.press("u"), &state)
    #expect(state.run.map?.view == .principal(pair: 1))
    #expect(state.render().text.contains("principal plane 3-4"))
    let axes = try #require(state.run.map?.plane.axes), first = Self.map(latents: 5).plane.axes
    let overlap = zip(axes.x, first.x).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(overlap) < 1e-6)
    try Self.find(state.press("u"), &state)
    #expect(state.run.map?.view == .neighbors)
    state.press("u")
    #expect(state.run.map?.view == .principal(pair: 0))
  }

  /// The plane of two latents has them for coordinates.
  @Test func twoLatentsAreTheirOwnCoordinates() throws {
    let map = Self.map(latents: 5)
    var state = Self.state(map)
    _ = state.update(PlanesCommand.show(.pair(3, 1)))
    try Self.find(state.planeEffects(isNews: false), &state)
    let shown = try #require(state.run.map)
    #expect(shown.view == .pair(3, 1))
    for row in [0, 17, 200] {
      let code = map.code(row)
      #expect(
        abs(shown.points[row].x - code[3]) < 1e-6 && abs(shown.points[row].y - code[1]) < 1e-6)
    }
    #expect(state.render().text.contains("latents 4 and 2"))
    #expect(shown.nearest(to: map.code(30), count: 20) == map.nearest(to: map.code(30), count: 20))
    for view in [PlaneView.pair(1, 1), .pair(0, 5), .principal(pair: 2)] {
      let effects = state.update(PlanesCommand.show(view))
      #expect(effects == [.notify(.noSuchPlane)])
    }
  }

  /// The largest part of the first direction changes from one latent to another of other sign: by itself the
  /// plane would be mirrored.
  @Test func aPlaneIsNeverMirrored() {
    func codes(_ a: Float, _ b: Float) -> [Float] {
      (0..<100).flatMap { index -> [Float] in
        let along = Float(index) / 10 - 5, across = Float(index % 7) / 7 - 0.4
        return [a * along, b * along, across]
      }
    }
    let labels = [UInt8](repeating: 0, count: 100)
    let first = LatentMap(codes: codes(0.72, -0.70), labels: labels, latentCount: 3)
    let alone = LatentMap(codes: codes(0.70, -0.72), labels: labels, latentCount: 3)
    let after = LatentMap(
      codes: codes(0.70, -0.72), labels: labels, latentCount: 3, after: first)
    #expect(first.points[0].x * alone.points[0].x < 0)
    for row in 0..<100 {
      #expect(abs(first.points[row].x - after.points[row].x) < 0.1)
      #expect(abs(first.points[row].y - after.points[row].y) < 0.1)
    }
  }

  /// On a map of neighbors, arrows go from code to code, each in its direction.
  @Test func theCursorGoesFromCodeToCode() throws {
    var state = Self.state(Self.map(latents: 2))
    try Self.find(state.press("u"), &state)
    let map = try #require(state.run.map)
    #expect(map.view == .neighbors && map.hasOnlyCodes)
    #expect(state.render().text.contains("t-SNE"))
    func place() -> PlanePoint { map.place(of: state.run.latent.cursor) }
    for (key, x, y) in [("Right", 1.0, 0.0), ("Left", -1, 0), ("Up", 0, 1), ("Down", 0, -1)] {
      let before = place()
      guard state.press(key) != [] else { continue }
      let anchor = try #require(state.run.latent.anchor)
      #expect(state.run.latent.cursor == map.code(anchor.row))
      #expect((place().x - before.x) * x + (place().y - before.y) * y > 0, "\(key)")
    }
    for _ in 0..<200 where state.notice != .noCodeThatWay { state.press("Right") }
    #expect(state.notice == .noCodeThatWay)
  }

  /// The codes of feature maps have more values than a person can walk: the cursor begins at a code.
  @Test func codesOfFeatureMapsAreGoneThroughOneByOne() throws {
    let map = Self.map(latents: 128)
    var state = Self.state(map)
    let rows = Set((0..<240).map { map.code($0) })
    #expect(rows.contains(state.run.latent.cursor))
    state.press("Right")
    #expect(rows.contains(state.run.latent.cursor))
    #expect(
      state.render().text.contains("codes only") || state.render().text.contains("code to code"))
  }

  @Test func aPlaneWithoutDirectionsHasItsOwnNeighbors() throws {
    let map = Self.map(latents: 2)
    let turned = map.seen(at: map.points.flatMap { [-$0.y, $0.x] })
    #expect(turned.nearest(to: [0.2, 0.1], count: 9) == map.nearest(to: [0.2, 0.1], count: 9))
    #expect(
      turned.place(ofRow: 3) == PlanePoint(x: -Double(map.points[3].y), y: Double(map.points[3].x)))
    #expect(map.thinned(to: 60).points.count == 60 && map.thinned(to: 60).images[1] == 4)
  }
}
