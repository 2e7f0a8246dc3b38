import FileFormats
import Foundation
import TerminalUI
import TestSupport
import Testing

@testable import Monitor

struct MonitorDriverTests {
  /// News come in while it runs; a run of ours ends it for the explorer, and it goes on afterwards where it was.
  @Test(.mustEnd) func itGoesOnWhereTheExplorerWasAskedFor() throws {
    try withTemporaryFolder { folder in
      let line = #"{"split": "train", "step": 1, "kl_weight": 1, "reconstruction": 2}"#
      try createFolder("\(folder)/vae")
      try writeFile(Array("\(line)\n".utf8), to: "\(folder)/vae/metrics.jsonl")
      let logs = LogThread([folder], stalledAfter: 10)
      defer { logs.close() }
      let first = ScriptedTerminal([
        .text("vae"), .key(.function(3)), .key(.character("g")), .key(.enter),
        .key(.character("q")),
      ])
      var driver = MonitorDriver(
        MonitorState(size: first.size, capabilities: Capabilities(), explain: { _ in "" }),
        terminal: first, reader: logs)
      #expect(driver.run() == .explore(path: "\(folder)/vae"))
      #expect(first.isAsked(.key(.character("q"))))

      let second = ScriptedTerminal([.key(.control("z")), .key(.control("l")), .ended(15)])
      driver = MonitorDriver(driver.state, terminal: second, reader: logs)
      #expect(driver.run() == .signal(15))
      #expect(driver.state.settings.seeds == .extremes && driver.state.page == .summary)
      #expect(second.screen.text.contains("nothing looks wrong"))
      #expect(second.calls == ["suspend", "redraw"])
    }
  }

  @Test func keysThatComeTogetherAreTakenTogether() {
    let terminal = ScriptedTerminal([
      .key(.function(2)), .key(.character("y")), .key(.control("c")),
    ])
    let logs = LogThread([], stalledAfter: 10)
    defer { logs.close() }
    var driver = MonitorDriver(
      MonitorState(size: terminal.size, capabilities: Capabilities(), explain: { _ in "" }),
      terminal: terminal, reader: logs)
    #expect(driver.run() == .quit && driver.state.settings.isYLogarithmic)
    #expect(terminal.frames == 1)
  }
}

/// A terminal in memory, and a person who waits for a text and presses keys.
private final class ScriptedTerminal: Terminal {
  enum Step: Equatable {
    case text(String)
    case key(Key)
    case ended(Int32)
  }

  let size = Size(width: 120, height: 40)
  private(set) var screen = CellBuffer(size: Size(width: 0, height: 0))
  private(set) var frames = 0
  private(set) var calls: [String] = []
  private var steps: ArraySlice<Step>
  private let news = DispatchSemaphore(value: 0)

  init(_ steps: [Step]) { self.steps = steps[...] }

  /// Whether what is next is still this.
  func isAsked(_ step: Step) -> Bool { steps.first == step }

  func present(_ buffer: CellBuffer) {
    screen = buffer
    frames += 1
  }

  func nextEvent(timeout: Double?) -> InputEvent? {
    switch steps.first {
    case .text(let text)?:
      guard timeout == nil else { return nil }
      guard screen.text.contains(text) else {
        news.wait()
        return nil
      }
      steps.removeFirst()
      return nextEvent(timeout: timeout)
    case .key(let key)?:
      steps.removeFirst()
      return .key(key)
    case .ended(let signal)?:
      steps.removeFirst()
      return .terminated(signal: signal)
    case nil: return .ended
    }
  }

  var wake: @Sendable () -> Void {
    { [news] in news.signal() }
  }
  func suspend() { calls.append("suspend") }
  func redraw() { calls.append("redraw") }
  func close() {}
}
