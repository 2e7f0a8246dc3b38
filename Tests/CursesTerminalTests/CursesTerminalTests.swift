import CursesTerminal
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Each in a process of its own, whose terminal it replaces.
struct CursesTerminalTests {
  @Test(.mustEnd) func anotherThreadEndsAWait() async {
    await #expect(processExitsWith: .success) {
      _ = PseudoTerminal(term: "xterm-256color")
      let terminal = try CursesTerminal(term: "xterm-256color")
      let wake = terminal.wake
      Thread {
        Thread.sleep(forTimeInterval: 0.1)
        wake()
      }.start()
      #expect(terminal.nextEvent(timeout: nil) == nil)
      // Woken before the wait, and once for all: then a timeout ends it.
      wake()
      wake()
      #expect(terminal.nextEvent(timeout: nil) == nil)
      #expect(terminal.nextEvent(timeout: 0) == nil)
      terminal.close()
    }
  }

  @Test(.mustEnd) func anAnswerIsNoKey() async {
    await #expect(processExitsWith: .success) {
      let keyboard = PseudoTerminal(term: "xterm-256color")
      let terminal = try CursesTerminal(term: "xterm-256color")
      keyboard.type("3\u{1b}[C\u{1b}]11;rgb:fafa/fafa/fafa\u{1b}\\q\u{1b}[?62;22cw")
      #expect(terminal.askBackground() == .light)
      for key in [Key.character("3"), .right, .character("q"), .character("w")] {
        #expect(terminal.nextEvent(timeout: nil) == .key(key))
      }
      // A terminal that knows only the second question, and one that knows neither.
      keyboard.type("\u{1b}[?6c")
      #expect(terminal.askBackground() == nil)
      #expect(terminal.askBackground() == nil)
      // An answer that comes too late.
      keyboard.type("\u{1b}]11;rgb:0/0/0\u{7}\u{1b}[?62;22cj")
      #expect(terminal.nextEvent(timeout: nil) == .key(.character("j")))
      terminal.close()
    }
  }

  @Test(.mustEnd, arguments: ["xterm-256color", "screen", "linux", "vt100"])
  func keysComeWhole(term: String) async {
    await #expect(processExitsWith: .success) { [term] in
      let keyboard = PseudoTerminal(term: term)
      let terminal = try CursesTerminal(term: term)
      keyboard.type("\u{1b}[1;5C\u{1b}q\u{1b}[200~\u{1b}[6~\u{1b}OAü\u{1b}")
      for key in [Key.alt("q"), .pageDown, .up, .character("ü"), .escape] {
        #expect(terminal.nextEvent(timeout: nil) == .key(key))
      }
      #expect(terminal.nextEvent(timeout: 0) == nil)
      terminal.close()
    }
  }
}
