import TerminalUI
import TestSupport
import Testing

@testable import Explorer

struct ConfigTests {
  private static func opened(_ width: Int = 80, _ height: Int = 24) -> ExplorerState {
    var state = Fixture.state(width, height, Capabilities())
    _ = state.update(.typed("config"))
    return state
  }

  @Test func arrowsChangeWhatIsChosen() {
    var state = Self.opened()
    #expect(state.press("Right") == [.remember(Preferences(shading: .blocks))])
    #expect(
      state.press("Down", "Right") == [
        .remember(Preferences(shading: .blocks, background: .dark))
      ])
    #expect(
      state.press("Right") == [
        .remember(Preferences(shading: .blocks, background: .light))
      ])
    #expect(state.capabilities.background == .light)
    #expect(state.press("Right") == [.remember(Preferences(shading: .blocks))])
    state.press("Down", "Enter")
    #expect(state.capabilities.contrast == .high)
    #expect(state.press("Down", "Left").first == .listenToMouse(true))
    #expect(state.preferences.usesMouse)
    state.press("Esc")
    #expect(state.modes == [])
  }

  @Test func aThemeForOnceStays() {
    var state = Fixture.state(80, 24, Capabilities())
    _ = state.update(.typed("view.theme high-contrast"))
    #expect(state.capabilities.contrast == .high && state.preferences.contrast == nil)
    _ = state.update(.typed("config"))
    state.press("Right")
    #expect(state.capabilities.contrast == .high)
    _ = state.update(.typed("view.theme light"))
    #expect(state.capabilities == Capabilities(background: .light))
  }

  /// By its key: dark, light, and both once more in high contrast.
  @Test func themesGoRound() {
    var state = Fixture.start
    let looks = (0..<5).map { _ in
      defer { state.press("t") }
      return "\(state.capabilities.background) \(state.capabilities.contrast)"
    }
    #expect(looks == ["dark usual", "light usual", "dark high", "light high", "dark usual"])
  }

  /// The list is whole in the smallest window, and no page's keys work behind it.
  @Test func theListIsShown() throws {
    var state = Self.opened(40, 18)
    for setting in Setting.allCases { #expect(state.render().text.contains(setting.name)) }
    let before = state.run.latent.cursor
    state.press("3")
    #expect(state.run.latent.cursor == before)
    try expectGolden(Self.opened().render().text, "config-80x24.txt")
  }

  @Test func whatWasToldIsListedWithItsTime() throws {
    var state = Fixture.state(80, 24, Capabilities())
    state.milliseconds = 62_000
    state.press("B")
    state.milliseconds = 125_000
    _ = state.update(.typed("export.region 90 91 90 91"))
    state.press("Ctrl-O")
    try expectGolden(state.render().text, "messages-80x24.txt")
    state.press("Down")
    #expect(!state.render().text.contains(Notice.noCodesThere.text))
    state.press("Up", "Up")
    #expect(state.render().text.contains(Notice.noCodesThere.text))
    state.press("Esc")
    #expect(state.modes == [])
  }
}
