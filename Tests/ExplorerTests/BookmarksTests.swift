import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

struct BookmarksTests {
  private static func state(folder: String?) -> ExplorerState {
    var session = Fixture.session
    session.folder = folder
    session.bookmarks = Bookmarks(["z": [0.5, -1]])
    return ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
  }

  @Test func aPlaceIsKeptAndGoneBackTo() {
    var state = Self.state(folder: "runs/vae")
    state.press("3")
    let place = state.run.latent.cursor
    let effects = state.press("b", "q")
    #expect(effects == [.keep(Bookmarks(["z": [0.5, -1], "q": place]), in: "runs/vae")])
    #expect(state.notice == .bookmarked("q", isSaved: true))
    state.press("c", "'", "q")
    #expect(state.run.latent.cursor == place && state.modes.isEmpty)
    state.press("'", "z")
    #expect(state.run.latent.cursor == [0.5, -1])
    state.press("'", "x")
    #expect(state.notice?.text == "no place is kept as x, but as q z")
  }

  @Test func aModelFileKeepsThemForTheSession() {
    var state = Self.state(folder: nil)
    _ = state.start()
    let effects = state.press("b", "a")
    #expect(effects == [])
    #expect(state.notice == .bookmarked("a", isSaved: false))
    state.press("L", "'", "a")
    #expect(state.run.latent.cursor == [0, 0])
  }

  /// What comes of training later on does not take them away.
  @Test func newsKeepThem() {
    var state = Self.state(folder: "runs/vae")
    state.press("L", "b", "z")
    let place = state.run.latent.cursor
    var session = Fixture.session
    session.bookmarks = Bookmarks(["z": [0.5, -1], "y": [1, 1]])
    _ = state.update(.session(session, of: .first))
    #expect(state.run.bookmarks == Bookmarks(["z": place, "y": [1, 1]]))
  }

  /// Their letters stand where they are.
  @Test func theirLettersAreDrawn() {
    var state = Self.state(folder: nil)
    state.press("3", "b", "k", "c")
    let screen = state.render()
    let cells = (0..<40).flatMap { Array(screen.row($0).prefix(62)) }
    #expect(cells.contains { $0.glyph == "k" && $0.style.attributes.contains(.reverse) })
  }
}
