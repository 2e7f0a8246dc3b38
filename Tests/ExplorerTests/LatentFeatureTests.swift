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
      #expect(state.run.latent.cursor == [Float(region.center.x), Float(region.center.y)])
      #expect(state.run.latent.neighbors.count == 20)
      #expect(state.run.latent.neighbors.count { $0.label == UInt8(label) } > 10)
    }
  }

  @Test func aClassWithoutCodesIsSaidToHaveNone() {
    var session = Fixture.session
    session.map = LatentMap(codes: [1, 2, 3, 4], labels: [7, 7], latentCount: 2)
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    #expect(state.press("8") == [] && state.notice == .noCodes(ofClass: 8, among: 2))
    #expect(state.notice?.text == "no codes of class 8 among the 2 shown")
    #expect(state.press("7") != [] && state.notice == .fewCodes(ofClass: 7, count: 2, among: 2))
  }

  /// Of 1 000 codes in one place three are of class 9, and one far away.
  @Test func aJumpSaysWhichClassesAreThere() {
    let near = [Float](repeating: 1, count: 2_000)
    let labels = (0..<1_000).map { UInt8($0 % 5 == 0 ? 3 : 5) }
    var state = Fixture.start
    func show(_ map: LatentMap) {
      var session = Fixture.session
      session.map = map
      _ = state.update(.session(session, of: .first))
    }
    show(LatentMap(codes: near, labels: labels, latentCount: 2))
    state.press("5")
    guard case .classMix(5, let counts) = state.notice else {
      Issue.record("\(String(describing: state.notice))")
      return
    }
    #expect((counts[5], counts[3]) == (800, 200))
    #expect(
      state.notice?.text == "class 5: 80 % of 1 000 codes nearby are 5, 20 % are 3")
    show(LatentMap(codes: near + [50, 50], labels: labels + [9], latentCount: 2))
    #expect(state.press("9") == [.decode([50, 50], of: .first)])
    #expect(state.notice == .fewCodes(ofClass: 9, count: 1, among: 1_001))
    #expect(state.notice?.text == "few codes of class 9: 1 among the 1 001 shown")
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
    #expect(
      range.contains(Double(state.run.latent.cursor[0])) && state.run.latent.framing == .byHand)
    state.press("=")
    #expect(state.run.latent.framing == .all)
    #expect(
      state.run.latent.viewport.xRange(columns: 55).contains(Double(state.run.latent.cursor[0])))
  }

  /// At first the outermost codes may be beyond the edge, of which the share in view tells.
  @Test func fitShowsEveryCode() {
    func inView(_ state: ExplorerState) -> Int {
      let viewport = state.run.latent.viewport
      return Fixture.map.points.count {
        viewport.xRange(columns: 55).contains(Double($0.x))
          && viewport.yRange(rows: 27).contains(Double($0.y))
      }
    }
    var state = Fixture.start
    #expect(inView(state) < 2_000 && state.render().text.contains("> 99 % in view"))
    state.press("=")
    #expect(inView(state) == 2_000 && !state.render().text.contains("in view"))
    #expect(state.press("=") == [])
    #expect(inView(state) == 2_000)
  }

  /// It comes to an end at fifty times, and at a thousandth, of what shows all codes, and does not drift.
  @Test(arguments: [("Z", 50.0), ("z", 0.001)])
  func zoomComesToAnEnd(key: String, times: Double) {
    var state = Fixture.start
    state.press("=", "3")
    let all = state.run.latent.viewport.unitsPerColumn
    for _ in 0..<100 { state.press(key) }
    let end = state.run.latent.viewport
    #expect(abs(end.unitsPerColumn / all - times) < 1e-6 * times)
    state.press(key)
    #expect(state.run.latent.viewport == end)
    #expect(abs(end.centerX) < 60 * all * 50 && state.cursorIsInView)
  }

  /// After all codes collapsed to a place far from the cursor, it is still to be seen; and after any of
  /// the screen's sizes.
  @Test func theCursorIsNeverLost() {
    var state = Fixture.start
    state.press("3", "L", "L")
    var session = Fixture.session
    session.map = LatentMap(
      codes: (0..<200).map { Float($0 % 7) / 1_000 }, labels: [UInt8](repeating: 0, count: 100),
      latentCount: 2)
    _ = state.update(.session(session, of: .first))
    #expect(state.cursorIsInView)
    for keys in [["="], ["z", "z", "z"], ["+"], ["J", "J", "+"]] {
      for key in keys { state.press(key) }
      #expect(state.cursorIsInView, "\(keys)")
    }
    for (width, height) in [(200, 60), (40, 18), (80, 24), (300, 18)] {
      state.press("L")
      _ = state.update(.resized(Size(width: width, height: height)))
      #expect(state.cursorIsInView, "\(width)x\(height)")
    }
  }

  @Test func theLegendListsTheClassesThereAre() {
    var session = Fixture.session
    session.map = LatentMap(codes: [0, 0, 1, 1, 2, 2], labels: [7, 2, 12], latentCount: 2)
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    #expect(state.render().text.contains("└ ●2 ●7 ●12 ─"))
  }

  @Test(arguments: [(0.0, "0"), (0.034, "0.03"), (3.25, "3.2"), (12, "12")])
  func theTitleSaysWhichEpochTheCodesAreOf(epoch: Double, text: String) {
    var session = Fixture.session
    session.map?.epoch = epoch
    session.map?.input = "clean input"
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    #expect(
      state.render().text.contains("latent space  2000 test codes of epoch \(text)  clean input ─"))
    #expect(session.map?.epoch == epoch)
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

  /// A sample of more than two latents is one in all of them, and so off the plane, which is said.
  @Test func aPriorSampleHasAllDimensions() {
    var session = Fixture.session
    session.map = WideCodesTests.map
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    var narrow = Fixture.start
    narrow.press("r")
    #expect(state.press("r") == [.decode(state.run.latent.cursor, of: .first)])
    #expect(state.run.latent.cursor.count == 3 && state.run.latent.cursor[2] != 0)
    #expect(Array(state.run.latent.cursor.prefix(2)) == narrow.run.latent.cursor)
    #expect(state.render().text.contains("off the plane") || state.render().text.contains("  off "))
    state.press("c")
    #expect(!state.render().text.contains("off the plane"))
    #expect(!state.render().text.contains("  off "))
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

extension ExplorerState {
  /// The cursor's cell is drawn, as its mark beside the axis tells.
  fileprivate var cursorIsInView: Bool {
    render().text.contains("→") && render().text.contains("↑")
  }
}
