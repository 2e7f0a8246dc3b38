import TerminalUI
import Testing

@testable import Explorer

struct KeyMapTests {
  private static func state(_ keys: [String: [Key]]) throws -> ExplorerState {
    var state = Fixture.start
    state.preferences.keys = try KeyMap(keys)
    return state
  }

  @Test func aCommandHasOtherKeysInPlaceOfItsOwn() throws {
    var state = try Self.state(["latent.origin": [.character("C"), .control("g")]])
    state.press("3")
    let away = state.run.latent.cursor
    state.press("c")
    #expect(state.run.latent.cursor == away)
    state.press("C")
    #expect(state.run.latent.cursor == [0, 0])
    #expect(state.render().text.contains("C origin"))
    state.press("?")
    for character in "latent.origin" { _ = state.update(.key(.character(character))) }
    #expect(state.render().text.contains("C Ctrl-G"))
  }

  /// A command with its arguments has a key beside the table's.
  @Test func aLineHasAKeyOfItsOwn() throws {
    var state = try Self.state(["latent.move right 3": [.character("C")]])
    var moved = Fixture.start
    state.press("C")
    moved.press("Right", "Right", "Right")
    #expect(abs(state.run.latent.cursor[0] - moved.run.latent.cursor[0]) < 1e-5)
    state.press("Left")
    #expect(state.run.latent.cursor != moved.run.latent.cursor)
  }

  @Test(
    arguments: [
      (["latent.fly": [.character("C")]], .unknownCommand("latent.fly")),
      (["palette.complete": [.character("C")]], .unknownCommand("palette.complete")),
      (
        ["latent.origin": [.character("z")]],
        .taken(.character("z"), by: "latent.zoom", wanted: "latent.origin")
      ),
      (
        ["latent.origin": [.character("q")]],
        .taken(.character("q"), by: "quit", wanted: "latent.origin")
      ),
      (
        ["image.gamma": [.character("z")]],
        .taken(.character("z"), by: "latent.zoom", wanted: "image.gamma")
      ),
      (
        ["latent.origin": [.character("C")], "latent.snap": [.character("C")]],
        .taken(.character("C"), by: "latent.origin", wanted: "latent.snap")
      ),
    ] as [([String: [Key]], KeyMapError)])
  func conflictsAreRefused(keys: [String: [Key]], error: KeyMapError) {
    #expect(throws: error) { try KeyMap(keys) }
    #expect(!error.text.isEmpty)
  }

  /// Two commands may change places, and panes of different pages may share a key.
  @Test func whatIsGivenUpIsFree() throws {
    let map = try KeyMap([
      "latent.origin": [.character("s")], "latent.snap": [.character("c")],
      "losses.log": [.character("z")],
    ])
    #expect(map.command(for: .character("s"), in: [.latent]) == .latent(.origin))
    #expect(map.command(for: .character("c"), in: [.latent]) == .latent(.snap))
  }

  @Test func keysAreGivenByACommandAndTakenBack() throws {
    var state = Fixture.start
    let effects = state.update(.typed("config.key latent.origin C"))
    let keys = try KeyMap(["latent.origin": [.character("C")]])
    #expect(effects == [.remember(Preferences(keys: keys))])
    #expect(state.preferences.keys == keys)
    #expect(state.update(.typed("config.key latent.snap q")) == [])
    #expect(
      state.notice == .noKeys(.taken(.character("q"), by: "quit", wanted: "latent.snap")))
    _ = state.update(.typed("config.key latent.origin own"))
    #expect(state.preferences.keys == KeyMap())
  }

  @Test func keysComeBackFromTheFile() throws {
    let keys = try KeyMap([
      "latent.origin": [.character("C"), .function(9)], "latent.move left 5": [.control("g")],
    ])
    let (read, fault) = Preferences.read(Array(Preferences(keys: keys).text().utf8))
    #expect(read.keys == keys && fault == nil)
    let bad = Preferences.read(Array(#"{"keys": {"latent.origin": "q"}, "mouse": "on"}"#.utf8))
    #expect(bad.preferences == Preferences(mouse: .on))
    #expect(bad.fault == .keys(.taken(.character("q"), by: "quit", wanted: "latent.origin")))
    let unknown = Preferences.read(Array(#"{"keys": {"latent.origin": "Hyper"}}"#.utf8))
    #expect(unknown.fault == .keys(.unknownKey("Hyper")))
    #expect(Preferences.read(Array(#"{"keys": "C"}"#.utf8)).fault == .unknownKeys)
  }
}
