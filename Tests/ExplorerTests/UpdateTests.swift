import Explorer
import TerminalUI
import Testing

/// Scripts of keys, and what they make of the state.
struct UpdateTests {
  static let start = ExplorerState(
    size: Size(width: 120, height: 40), capabilities: Capabilities(), session: Fixture.session)

  @Test(arguments: [
    (["l"], 1.0, 0.0), (["Right", "Right"], 2, 0), (["h", "Left"], -2, 0), (["k"], 0, 2),
    (["Down"], 0, -2), (["L"], 5, 0), (["Shift-Up"], 0, 10), ([".", "l"], 2, 0),
    ([",", ",", "l"], 0.25, 0),
    (["l", "l", "c"], 0, 0),
  ])
  func theCursorMovesByCells(keys: [String], columns: Double, rows: Double) {
    var state = Self.start
    for key in keys { state.press(key) }
    let unit = state.viewport.unitsPerColumn
    #expect(abs(state.cursor.x - columns * unit) < 1e-9)
    #expect(abs(state.cursor.y - rows * unit) < 1e-9)
  }

  @Test func everyMoveAsksForTheDigit() {
    var state = Self.start
    for key in ["l", "K", "3", "c", "s", "r"] { #expect(state.press(key) == [.decode]) }
    #expect(state.press("z") == [] && state.press("v") == [])
  }

  @Test func digitsJumpToTheHeartOfTheirClass() throws {
    for label in 0..<10 {
      var state = Self.start
      state.press(String(label))
      let heart = try #require(Fixture.map.densestRegions[label])
      #expect(state.cursor == ExplorerState.Point(x: heart.x, y: heart.y))
      let near = Fixture.map.nearest(x: heart.x, y: heart.y, count: 20)
      #expect(near.count { Int($0.label) == label } > 10)
    }
  }

  @Test func snapGoesToTheNearestCode() {
    var state = Self.start
    state.press("L", "s")
    let point = ExplorerState.Point(x: state.cursor.x, y: state.cursor.y)
    #expect(Fixture.map.points.contains { Double($0.x) == point.x && Double($0.y) == point.y })
  }

  @Test func theViewportFollowsTheCursor() {
    var state = Self.start
    for _ in 0..<30 { state.press("L") }
    let range = state.viewport.xRange(columns: 55)
    #expect(range.contains(state.cursor.x) && !state.followsCodes)
    state.press("=")
    #expect(state.followsCodes && state.viewport == Self.start.viewport)
  }

  @Test func zoomKeepsTheCursorInPlace() {
    var state = Self.start
    state.press("3")
    let before = (state.cursor.x - state.viewport.centerX) / state.viewport.unitsPerColumn
    state.press("z", "z")
    let after = (state.cursor.x - state.viewport.centerX) / state.viewport.unitsPerColumn
    #expect(abs(before - after) < 1e-9)
    #expect(abs(state.viewport.unitsPerColumn / Self.start.viewport.unitsPerColumn - 0.64) < 1e-9)
    state.press("Z", "Z")
    #expect(abs(state.viewport.centerX - Self.start.viewport.centerX) < 1e-9)
  }

  @Test func xAndADigitHideAClass() {
    var state = Self.start
    state.press("x", "4")
    #expect(!state.shownClasses.contains(4) && state.shownClasses.count == 9)
    #expect(state.cursor == Self.start.cursor)
    state.press("x", "4")
    #expect(state.shownClasses.count == 10)
    state.press("x", "1", "X")
    #expect(state.shownClasses.count == 10)
    // Any other key ends the waiting.
    state.press("x", "c", "4")
    #expect(state.shownClasses.count == 10 && state.cursor != Self.start.cursor)
  }

  @Test func spacePausesAndGoesOn() {
    var state = Self.start
    #expect(state.press("Space") == [.pause] && state.session.phase == .paused)
    #expect(state.press("Space") == [.resume] && state.session.phase == .training)
    state.session.phase = .idle
    #expect(state.press("Space") == [] && state.notice != nil)
  }

  @Test func quittingAsksWhileTraining() {
    var state = Self.start
    #expect(state.press("q") == [] && state.overlay == .quit)
    #expect(state.press("Esc") == [] && state.overlay == nil)
    #expect(state.press("q", "s") == [.stop] && state.overlay == .saving)
    state.overlay = nil
    #expect(state.press("q", "k") == [.abort])
    state.overlay = nil
    #expect(state.press("Ctrl-C", "Ctrl-C") == [.abort])
    state = Self.start
    state.session.phase = .idle
    #expect(state.press("q") == [.quit])
  }

  @Test func tabGoesRoundThePanesOnScreen() {
    var state = Self.start
    let order = (0..<3).map { _ in
      state.press("Tab")
      return state.focus
    }
    #expect(order == [.digit, .charts, .latent])
    state.press("Shift-Tab")
    #expect(state.focus == .charts)
    state.press("F4")
    #expect(state.focus == .info && state.layout?.panes.keys.contains(.info) == true)
    state.press("Esc")
    #expect(state.maximized == nil)
  }

  @Test func chartKeysNeedTheCharts() {
    var state = Self.start
    state.press("y", "o", "b")
    #expect(!state.isLogarithmic && !state.showsOutliers && !state.showsRecent)
    state.press("F3", "y", "o", "b", "Left")
    #expect(
      state.isLogarithmic && state.showsOutliers && state.showsRecent && state.crosshair != nil)
    #expect(state.cursor == Self.start.cursor)
    state.press("Esc")
    #expect(state.crosshair == nil)
    state.press(">", ">", ">", ">")
    #expect(state.smoothing == 0.98)
    for _ in 0..<9 { state.press("<") }
    #expect(state.smoothing == 0)
  }

  @Test func helpScrollsAndCloses() {
    var state = Self.start
    state.press("?", "Down", "Down", "Up")
    #expect(state.overlay == .help(scroll: 1))
    state.press("x")
    #expect(state.overlay == nil && !state.awaitsClass)
  }

  @Test func newWeightsAskForTheDigitAgain() {
    var state = Self.start
    #expect(state.update(.session(Fixture.session)) == [.decode])
    #expect(state.update(.resized(Size(width: 80, height: 24))) == [])
    #expect(state.size == Size(width: 80, height: 24))
  }
}
