import Explorer
import FileFormats
import TerminalUI
import Testing

struct PreferencesTests {
  @Test(arguments: ImageShading.allCases, Background.allCases)
  func comeBack(shading: ImageShading, background: Background) {
    let preferences = Preferences(shading: shading, background: background)
    let (read, fault) = Preferences.read(Array(preferences.text().utf8))
    #expect(read == preferences && fault == nil)
  }

  @Test func whatWasNotSaidIsNotKept() {
    #expect(Preferences().text() == "{}\n")
    #expect(Preferences(shading: .blocks).text() == "{\"shading\": \"blocks\"}\n")
  }

  /// The program's options stand in the same file, and are there still when preferences are kept.
  @Test func optionsStayAsTheyAre() throws {
    let text = #"{"options": {"train": {"epochs": 1e1}}, "shading": "ascii"}"#
    let options = try #require(Preferences.options(in: Array(text.utf8)))
    let kept = Preferences(shading: .blocks).text(beside: options)
    let (read, fault) = Preferences.read(Array(kept.utf8))
    #expect(read == Preferences(shading: .blocks) && fault == nil)
    #expect(Preferences.options(in: Array(kept.utf8)) == options && kept.contains("1e1"))
    #expect(Preferences.options(in: Array("{}".utf8)) == nil)
  }

  /// What is right holds, whatever is wrong beside it.
  @Test(
    arguments: [
      (#"{"shading": "blocks", "shadow": 1}"#, .unknownName("shadow")),
      (
        #"{"background": "gray", "shading": "blocks"}"#,
        .unknownValue(of: "background", allowed: ["dark", "light"])
      ),
      (
        #"{"background": null, "shading": "blocks"}"#,
        .unknownValue(of: "background", allowed: ["dark", "light"])
      ),
    ] as [(String, PreferencesError)])
  func faults(text: String, fault: PreferencesError) {
    let read = Preferences.read(Array(text.utf8))
    #expect(read.preferences == Preferences(shading: .blocks) && read.fault == fault)
  }

  @Test(
    arguments: [
      ("", .notJSON(.empty)), ("{", .notJSON(.syntax(offset: 1))), ("[]", .notAnObject),
    ] as [(String, PreferencesError)])
  func whatIsNoObject(text: String, fault: PreferencesError) {
    let read = Preferences.read(Array(text.utf8))
    #expect(read.preferences == Preferences() && read.fault == fault)
  }

  @Test func aKeyChangesTheShading() {
    var state = Fixture.state(80, 24, Capabilities())
    let ascii = state.render()
    #expect(state.press("a") == [.remember(Preferences(shading: .blocks))])
    #expect(state.render().text.contains("▀") && !ascii.text.contains("▀"))
    #expect(state.press("a") == [.remember(Preferences(shading: .ascii))])
    #expect(state.render() == ascii)
  }
}
