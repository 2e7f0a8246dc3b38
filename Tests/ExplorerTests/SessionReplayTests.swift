import Autoencoders
import FileFormats
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Sessions of a person that are recorded, and played again.
@Suite(.timeLimit(.minutes(2)))
struct SessionReplayTests {
  private static let session: SessionSnapshot = {
    var session = Fixture.session
    session.phase = .idle
    session.images = Fixture.ringImages
    if let engine = try? Engine(threads: 1, kernels: "portable") {
      session.model =
        Autoencoder(
          Preset.all[0].model, initialization: .heUniform, seed: 1, capacity: 1, on: engine
        ).snapshot(step: 1)
    }
    return session
  }()

  private static func driver(_ terminal: any Terminal) -> ExplorerDriver {
    ExplorerDriver(
      ExplorerState(
        size: terminal.size, capabilities: Capabilities(), session: session),
      terminal: terminal, library: NoRuns(), sessions: [.first: Session(ended: session)])
  }

  private static func replay(_ path: String) throws -> CellBuffer {
    let script = try Script(parsing: String(decoding: readFile(path), as: UTF8.self))
    let driver = Self.driver(Person([]))
    return try driver.play(script).cells
  }

  private static func typed(_ line: String) -> [Person.Step] {
    ([":"] + line.map { $0 == " " ? "Space" : String($0) } + ["Enter"]).map { .press($0) }
  }

  /// Keys, a walk that is stopped under way, another window, a list of commands: all of it once more.
  @Test func aSessionPlayedAgainIsTheSame() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/session.walk"
      let person = Person(
        [.waitFor("2000 test codes")]
          + ["3", "Right", "Up", "m", "5", "m", "b", "a", "z", "p"].map { .press($0) }
          + [.waitForNo("step 0")] + Self.typed("layer.next density") + [.press("p")]
          + ["Tab", "F4", "F1", "d", "e", "'", "a", "v"].map { .press($0) }
          + Self.typed("record \(path)") + [.waitFor("recording"), .press("t"), .rest, .press("q")])
      let driver = Self.driver(person)
      #expect(try driver.run() == .quit)
      #expect(driver.lastFiles.map(\.path) == [path])
      let last = try #require(person.screens.last)
      #expect(try Self.replay(path).text == last.text)
      #expect(try Self.replay(path) == Self.replay(path))
    }
  }

  @Test func aRecordingOfTheScreenIsWrittenByItsKey() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.cast"
      let person = Person(
        [.waitFor("2000 test codes")] + Self.typed("record \(path)")
          + [
            .waitFor("recording; R ends it"), .press("3"), .press("R"),
            .waitFor("a.cast: "),
          ]
          + [.press("q")])
      let driver = Self.driver(person)
      _ = try driver.run()
      let text = String(decoding: try readFile(path), as: UTF8.self)
      // The mark is on the terminal alone.
      #expect(person.screens.contains { $0.text.contains(" REC") } && !text.contains(" REC"))
      #expect(text.hasPrefix("{") && text.split(separator: "\n").count > 2)
    }
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let person = Person(
      [.waitFor("2000 test codes")] + Self.typed("snapshot /no/such/folder/a.svg")
        + [.waitFor("no runs here"), .press("q")])
    let driver = Self.driver(person)
    #expect(try driver.run() == .quit)
  }

  /// Nobody sees the screen any more.
  @Test func afterwardsItIsThrown() {
    let person = Person(
      [.waitFor("2000 test codes")] + Self.typed("record /no/such/folder/a.cast")
        + [.waitFor("recording"), .press("q")])
    let driver = Self.driver(person)
    #expect(throws: FileError.self) { try driver.run() }
    let scripted = Self.driver(Person([]))
    #expect(throws: FileError.self) {
      try scripted.play(Script(parsing: "snapshot /no/such/folder/a.svg"))
    }
  }

  @Test func aScriptTakesPicturesOnItsWay() throws {
    try withTemporaryFolder { folder in
      let driver = Self.driver(Person([]))
      let last = try driver.play(
        Script(
          parsing: """
            latent.class 3
            snapshot \(folder)/a.txt
            walk.follow
            record \(folder)/b.cast
            wait 60
            record
            snapshot \(folder)/c.txt
            """))
      let texts = try ["a", "c"].map {
        String(decoding: try readFile("\(folder)/\($0).txt"), as: UTF8.self)
      }
      #expect(texts[0] != texts[1] && texts[1].split(separator: "\n").count == 40)
      #expect(
        last.cells.text.split(separator: "\n").dropLast()
          == texts[1].split(separator: "\n").dropLast())
      let cast = String(decoding: try readFile("\(folder)/b.cast"), as: UTF8.self)
      let events = cast.split(separator: "\n").dropFirst()
      #expect(events.last?.hasPrefix("[2,") == true && events.count > 50)
    }
  }
}
