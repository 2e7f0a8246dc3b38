import TerminalUI
import Testing

@testable import Explorer

struct ScriptTests {
  private static let text = """
    # a walk
    size 80x24
    look none ascii light
      open vae

    latent.goto #4182
    latent.class 3
    key Right Esc # x
    wait 30
    snapshot three threes.svg
    """

  @Test func linesAreSteps() throws {
    let script = try Script(parsing: Self.text)
    #expect(
      script.steps.map(\.step) == [
        .size(Size(width: 80, height: 24)),
        .look(Capabilities(colors: .none, glyphs: .ascii, background: .light)), .open("vae"),
        .command("latent.goto #4182"), .command("latent.class 3"),
        .keys([.right, .escape, .character("#"), .character("x")]), .wait(frames: 30),
        .command("snapshot three threes.svg"),
      ])
    #expect(script.steps.map(\.line) == [2, 3, 4, 6, 7, 8, 9, 10])
    let again = try Script(parsing: script.steps.map(\.step.line).joined(separator: "\n"))
    #expect(again == script)
  }

  @Test(
    arguments: [
      ("fly", .unknownCommand("fly")), ("latent.class", .wrongArguments(of: "latent.class")),
      ("key", .wrongArguments(of: "key")), ("key Rigth", .wrongArguments(of: "key")),
      ("wait 0", .wrongArguments(of: "wait")), ("wait x", .wrongArguments(of: "wait")),
      ("size 80", .wrongArguments(of: "size")), ("look 256", .wrongArguments(of: "look")),
      ("open", .wrongArguments(of: "open")), ("snapshot a.gif", .wrongArguments(of: "snapshot")),
    ] as [(String, ScriptError.Fault)])
  func faultsNameTheirLine(line: String, fault: ScriptError.Fault) {
    #expect(throws: ScriptError(line: 2, fault: fault)) {
      try Script(parsing: "# x\n\(line)\nwait 1")
    }
  }

  @Test func timePassesInFrames() {
    var clock = FrameClock()
    let told = (0..<7).map { _ in clock.pass(interval: 0.1) }
    #expect(told.map { $0 != nil } == [false, false, true, false, false, true, false])
    #expect(told[2] == 0.1 && clock.passed == 7)
    #expect(clock.pass(interval: nil) == nil)
    #expect(clock.pass(interval: 1.0 / 30) == 1.0 / 30)
    clock.skip(10)
    #expect(clock.passed == 19)
  }

  @Test func whatIsDoneIsLogged() throws {
    var log = SessionLog(of: Fixture.start)
    log.note(.keys([.character("3")]), at: 0)
    log.note(.keys([.right]), at: 0)
    log.note(.keys([.character("p")]), at: 12)
    #expect(
      log.text(until: 20) == """
        # vae on mnist: what was done since the explorer was opened
        size 120x40
        look 256 unicode dark
        key 3 Right
        wait 12
        key p
        wait 8

        """)
    #expect(try Script(parsing: log.text(until: 20)).steps.count == 6)
  }
}
