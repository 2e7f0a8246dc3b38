import Explorer
import TerminalUI
import Testing

struct KeyBindingsTests {
  /// No key may mean two things in one pane.
  @Test func keysAreUnambiguous() {
    for pane in Pane.allCases {
      let active = KeyBinding.all.filter { $0.pane == nil || $0.pane == pane }
      let keys = active.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(pane)")
    }
  }

  @Test func everyKeyIsExplained() {
    let explained = KeyBinding.all.filter { !$0.help.isEmpty }
    #expect(Set(explained.map(\.help)).count == explained.count)
    // A binding without words belongs to one just before it that has them.
    #expect(!KeyBinding.all[0].help.isEmpty)
  }
}
