import Autoencoders
import Explorer
import TerminalUI
import Testing

/// Panes, themes, and runs on the screen as a whole.
struct ScreenTests {
  @Test func tabGoesRoundThePanesOnScreen() {
    var state = Fixture.start
    let order = (0..<3).map { _ in
      state.press("Tab")
      return state.focus
    }
    #expect(order == [.image, .losses, .latent])
    state.press("Shift-Tab")
    #expect(state.focus == .losses)
    state.press("+", "Tab")
    #expect(state.maximized == .model && state.focus == .model)
    state.press("Esc")
    #expect(state.maximized == nil)
  }

  @Test(arguments: Screen.allCases)
  func aFunctionKeyShowsAPage(screen: Screen) {
    var state = Fixture.start
    state.press("F\(screen.rawValue)")
    #expect(state.screen == screen && state.focus == screen.panes[0])
    #expect(state.render().text.contains("\(screen.rawValue) "))
    state.press("+")
    #expect(state.layout?.panes.count == 1)
    state.press("F1")
    #expect(state.screen == .walk && state.maximized == nil)
  }

  @Test func spacePausesAndGoesOn() {
    var state = Fixture.start
    #expect(state.press("Space") == [.control(.pause, of: .first)])
    #expect(state.session.phase == .paused)
    #expect(state.press("Space") == [.control(.run, of: .first)])
    #expect(state.session.phase == .training)
    var session = Fixture.session
    session.phase = .idle
    _ = state.update(.session(session, of: .first))
    #expect(state.press("Space") == [] && state.notice == .nothingIsTrained)
  }

  @Test func newWeightsAskForTheImageAgain() {
    var state = Fixture.start
    #expect(state.update(.session(Fixture.session, of: .first)) == [.decode([0, 0], of: .first)])
    #expect(state.update(.resized(Size(width: 80, height: 24))) == [])
    #expect(state.size == Size(width: 80, height: 24))
  }

  @Test func aRunInTheBackgroundChangesNothingOnScreen() {
    var state = Fixture.start
    let screen = state.render()
    var other = Fixture.session
    other.map = WideCodesTests.map
    other.phase = .idle
    #expect(state.update(.session(other, of: RunID(number: 1))) == [])
    #expect(state.render() == screen)
  }

  @Test func aFailedRunSaysSoAndStaysOnScreen() {
    var state = Fixture.start
    #expect(state.update(.failed(.first, reason: "no such data")) == [])
    #expect(state.render().text.contains("training ended early"))
    #expect(state.press("q") == [.control(.abort, of: .first), .leave(.quit)])
  }

  /// Whatever the size, what is drawn is as large as the screen, and no key or view fails on it.
  @Test(arguments: stride(from: 1, through: 300, by: 13).map { $0 })
  func everySizeIsDrawn(width: Int) {
    for height in [1, 2, 17, 18, 19, 23, 24, 25, 39, 40, 49, 50, 60, 100] {
      var state = Fixture.start
      _ = state.update(.resized(Size(width: width, height: height)))
      for keys in [
        ["3", "Right"], ["+"], ["Tab", "+"], ["F2", "Left"], ["F3"], ["F4"], ["F6", "Space", "L"],
        ["F7"], ["F1"], ["?"],
        ["q"],
      ] {
        for key in keys { state.press(key) }
        #expect(state.render().size == Size(width: width, height: height))
      }
    }
  }
}
