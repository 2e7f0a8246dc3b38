import TerminalUI
import Testing

struct InputTests {
  @Test(arguments: [
    Key.character("j"), .character(" "), .control("c"), .up, .shiftLeft, .enter, .escape, .tab,
    .backTab, .pageDown, .function(3), .character("?"), .alt("3"), .alt(" "), .alt("-"),
  ])
  func namesComeBack(key: Key) {
    #expect(Key(name: key.name) == key)
  }

  @Test(arguments: ["", "Foo", "F13", "Ctrl-", "ab", "Alt-", "Alt-ab", "Alt-F1"])
  func unknownNamesAreRefused(name: String) {
    #expect(Key(name: name) == nil)
  }
}
