import Autoencoders
import Explorer
import TerminalUI
import Testing

/// Keys of the latent space, and what they make of it.
struct LatentFeatureTests {
  @Test(arguments: [
    (["l"], 1.0, 0.0), (["Right", "Right"], 2, 0), (["h", "Left"], -2, 0), (["k"], 0, 2),
    (["Down"], 0, -2), (["L"], 5, 0), (["Shift-Up"], 0, 10), ([".", "l"], 2, 0),
    ([",", ",", "l"], 0.25, 0),
    (["l", "l", "c"], 0, 0),
  ])
  func theCursorMovesByCells(keys: [String], columns: Double, rows: Double) {
    var state = Fixture.start
    for key in keys { state.press(key) }
    let unit = state.run.latent.viewport.unitsPerColumn
    #expect(abs(Double(state.run.latent.cursor[0]) - columns * unit) < 1e-6)
    #expect(abs(Double(state.run.latent.cursor[1]) - rows * unit) < 1e-6)
  }

  @Test func everyMoveAsksForTheImageOfItsCode() {
    var state = Fixture.start
    for key in ["l", "K", "3", "c", "s", "r"] {
      let effects = state.press(key)
      #expect(effects == [.decode(state.run.latent.cursor, of: .first)])
    }
    #expect(state.press("z") == [] && state.press("v") == [])
  }

  @Test func digitsJumpToTheDensestRegionOfTheirClass() throws {
    for label in 0..<10 {
      var state = Fixture.start
      state.press(String(label))
      let region = try #require(Fixture.map.densestRegions[label])
      #expect(state.run.latent.cursor == [Float(region.x), Float(region.y)])
      #expect(state.run.latent.neighbors.count == 20)
      #expect(state.run.latent.neighbors.count { Int($0.label) == label } > 10)
    }
  }

  @Test func aClassWithoutCodesIsSaidToHaveNone() {
    var session = Fixture.session
    session.map = LatentMap(codes: [1, 2, 3, 4], labels: [7, 7], latentCount: 2)
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    #expect(state.press("8") == [] && state.notice == .noCodes(ofClass: 8))
    #expect(state.press("7") != [] && state.notice == nil)
  }

  @Test func snapGoesToTheNearestCode() throws {
    var state = Fixture.start
    state.press("L")
    let nearest = try #require(state.run.latent.neighbors.first)
    state.press("s")
    #expect(state.run.latent.cursor == Fixture.map.code(nearest.index))
    #expect(state.run.latent.neighbors.first?.distance == 0)
  }

  @Test func theViewportFollowsTheCursor() {
    var state = Fixture.start
    for _ in 0..<30 { state.press("L") }
    let range = state.run.latent.viewport.xRange(columns: 55)
    #expect(range.contains(Double(state.run.latent.cursor[0])) && !state.run.latent.followsCodes)
    state.press("=")
    #expect(state.run.latent.followsCodes)
    #expect(state.run.latent.viewport == Fixture.start.run.latent.viewport)
  }

  @Test func zoomKeepsTheCursorInPlace() {
    func column(_ latent: LatentFeature) -> Double {
      (Double(latent.cursor[0]) - latent.viewport.centerX) / latent.viewport.unitsPerColumn
    }
    let start = Fixture.start.run.latent.viewport
    var state = Fixture.start
    state.press("3")
    let before = column(state.run.latent)
    state.press("z", "z")
    #expect(abs(before - column(state.run.latent)) < 1e-9)
    #expect(abs(state.run.latent.viewport.unitsPerColumn / start.unitsPerColumn - 0.64) < 1e-9)
    state.press("Z", "Z")
    #expect(abs(state.run.latent.viewport.centerX - start.centerX) < 1e-9)
  }

  @Test func xAndADigitHideAClass() {
    var state = Fixture.start
    state.press("x", "4")
    #expect(!state.run.latent.shownClasses.contains(4) && state.run.latent.shownClasses.count == 9)
    #expect(state.run.latent.cursor == Fixture.start.run.latent.cursor)
    state.press("x", "4")
    #expect(state.run.latent.shownClasses.count == 10)
    state.press("x", "1", "X")
    #expect(state.run.latent.shownClasses.count == 10)
  }

  /// The plane of wide codes is another one at each look at them, and an untouched cursor stays at its
  /// origin; one that was put somewhere stays the code it is.
  @Test func anUntouchedCursorFollowsTheOrigin() throws {
    func session(mean: Float) -> SessionSnapshot {
      var session = Fixture.session
      session.map = LatentMap(
        codes: (0..<30).flatMap { [mean + Float($0), mean - Float($0 % 7), mean] },
        labels: [UInt8](repeating: 0, count: 30), latentCount: 3)
      return session
    }
    var state = Fixture.start
    _ = state.update(.session(session(mean: 1), of: .first))
    #expect(state.run.latent.cursor[2] == 1)
    _ = state.update(.session(session(mean: 2), of: .first))
    #expect(state.run.latent.cursor[2] == 2)
    state.press("s")
    let snapped = state.run.latent.cursor
    _ = state.update(.session(session(mean: 3), of: .first))
    #expect(state.run.latent.cursor == snapped)
    state.press("c")
    #expect(state.run.latent.cursor[2] == 3)
    // A code of another length is none of this model's.
    _ = state.update(.session(Fixture.session, of: .first))
    #expect(state.run.latent.cursor == [0, 0])
  }

  @Test func noPriorIsDrawnOffThePlane() {
    var session = Fixture.session
    session.map = WideCodesTests.map
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    #expect(state.press("r") == [] && state.notice == .priorIsOffPlane)
  }

  @Test func anImageOfAnotherRunIsNotShown() {
    var state = Fixture.start
    let code: [Float] = [0, 0]
    _ = state.update(
      .decoded(DecodedImage(run: RunID(number: 1), code: code, pixels: Fixture.ring, step: 1)))
    #expect(state.run.image.decoded == nil)
    _ = state.update(.decoded(DecodedImage(code: code, pixels: Fixture.ring, step: 1)))
    #expect(state.run.image.decoded?.pixels == Fixture.ring)
  }
}
