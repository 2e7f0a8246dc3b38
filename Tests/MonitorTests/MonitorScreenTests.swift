import TerminalUI
import TestSupport
import Testing

@testable import Monitor
@testable import TrainingLogs

/// Every page in every size and tier, as a picture in text: `LATENTWALK_RECORD=1 swift test` draws them anew.
struct MonitorScreenTests {
  struct Picture: Sendable, CustomTestStringConvertible {
    let page: String
    let keys: [String]
    let size: Size
    let tier: String
    let capabilities: Capabilities

    var testDescription: String { "\(page)-\(size.width)x\(size.height)-\(tier)" }
  }

  static let sizes = [(80, 24), (120, 40), (200, 60)].map { Size(width: $0, height: $1) }
  static let tiers: [(name: String, capabilities: Capabilities)] = [
    ("color", Capabilities()), ("mono", Capabilities(colors: .none)),
    ("ascii", Capabilities(colors: .none, glyphs: .ascii)),
  ]
  static let pages: [(name: String, keys: [String])] = [
    ("list", []), ("grid", ["F2"]), ("chart", ["F2", "Enter", "s", "y"]),
    ("band", ["F2", "g", "Enter"]), ("crosshair", ["F2", "Enter", "Left", "Shift-Left"]),
    ("summary", ["F3"]),
  ]
  static let pictures = pages.flatMap { page in
    sizes.flatMap { size in
      tiers.map { tier in
        Picture(
          page: page.name, keys: page.keys, size: size, tier: tier.name,
          capabilities: tier.capabilities)
      }
    }
  }

  @Test(arguments: pictures)
  func screens(picture: Picture) throws {
    var state = Fixture.state(picture.size.width, picture.size.height, picture.capabilities)
    for key in picture.keys { state.press(key) }
    try expectGolden(state.render().text, "\(picture.testDescription).txt")
  }

  @Test func helpHasEveryKey() throws {
    var state = Fixture.state(120, 50)
    state.press("?")
    let text = state.render().text
    for keys in MonitorKeys.all { #expect(text.contains(keys.label)) }
    try expectGolden(text, "help.txt")
  }

  @Test func everyKeyHasOneMeaning() {
    let keys = MonitorKeys.all.flatMap(\.bindings).map(\.key)
    #expect(Set(keys).count == keys.count)
  }

  /// Nothing is drawn outside, and nothing traps, in windows of every size and with what keys do.
  @Test(arguments: [(1, 1), (10, 3), (39, 12), (40, 11), (40, 12), (57, 13), (300, 90)])
  func everySizeHasAScreen(width: Int, height: Int) {
    var state = Fixture.state(width, height)
    for key in ["F1", "F2", "Enter", "Left", "x", "X", "y", "s", "g", "F3", "?", "q", "\\", "a"] {
      state.press(key)
      #expect(state.render().size == Size(width: width, height: height))
    }
  }

  @Test func whatThereIsNotIsSaid() {
    var state = MonitorState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), explain: { "\($0)" })
    #expect(state.render().text.contains("looking for logs"))
    _ = state.update(.runs([], findings: []))
    #expect(state.render().text.contains("no logs here yet"))
    state = Fixture.state()
    state.press("\\", "nobody", "Enter")
    #expect(state.render().text.contains("no run matches nobody"))
    state.press("F2")
    #expect(state.render().text.contains("no metric is chosen"))
  }

  @Test func logsThatCannotBeReadAreNamed() {
    var state = Fixture.state()
    let runs = Fixture.runs
    let findings = runs.map(\.health)
    _ = state.update(.runs(runs, findings: findings, unreadable: ["logs/mlflow.db"]))
    #expect(state.render().text.contains("cannot be read: logs/mlflow.db -"))
    _ = state.update(.runs(runs, findings: findings, unreadable: ["logs/mlflow.db", "a", "b"]))
    #expect(state.render().text.contains("cannot be read: logs/mlflow.db, and 2 more -"))
    _ = state.update(.runs(runs, findings: findings, isCut: true))
    #expect(state.render().text.contains("not all files were looked at: too many -"))
  }

  /// A value beyond all others, one of none, and one alone are drawn.
  @Test func extremesAreDrawn() {
    for loss: @Sendable (Double) -> Double in [
      { $0 == 100 ? 1e308 : -1e308 }, { _ in .nan }, { _ in 5 }, { _ in .infinity },
      { .leastNonzeroMagnitude * $0 },
    ] {
      let runs = [Fixture.run("extreme", Fixture.record(["loss": loss]))]
      for keys in [["F2"], ["F2", "y", "X"], ["F2", "s", "Enter", "Left"], ["F3"]] {
        var state = Fixture.state(80, 24, runs: runs)
        for key in keys { state.press(key) }
        #expect(state.render().text.contains("extreme") || state.page == .charts)
      }
    }
  }
}
