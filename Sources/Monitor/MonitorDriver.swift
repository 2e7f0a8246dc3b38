public import TerminalUI

/// Moves keys and news of the logs to the monitor, and its screens to the terminal. Logs are read on a thread of their
/// own, so that a key never waits for one.
public struct MonitorDriver {
  /// How a monitor ended.
  public enum Ending: Equatable, Sendable {
    /// A person left it.
    case quit
    /// The program was asked to end by a signal.
    case signal(Int32)
    /// A person asked for a run in the explorer; the monitor goes on afterwards.
    case explore(path: String)
  }

  private let terminal: any Terminal
  private let reader: LogThread
  private var version = 0

  /// What is shown; kept, it goes on in another driver where this one ended.
  public private(set) var state: MonitorState

  /// A driver of a monitor on a terminal.
  ///
  /// - Parameters:
  ///   - state: what is shown.
  ///   - terminal: where it is shown.
  ///   - reader: who reads the logs.
  public init(_ state: MonitorState, terminal: any Terminal, reader: LogThread) {
    (self.state, self.terminal, self.reader) = (state, terminal, reader)
  }

  /// Runs until a person leaves, or asks for the explorer.
  public mutating func run() -> Ending {
    reader.whenNews = terminal.wake
    defer { reader.whenNews = {} }
    _ = state.update(.resized(terminal.size))
    takeNews()
    terminal.present(state.render())
    while true {
      let event = terminal.nextEvent(timeout: nil)
      var next = event
      while let event = next {
        if let ending = handle(event) { return ending }
        next = terminal.nextEvent(timeout: 0)
      }
      takeNews()
      terminal.present(state.render())
    }
  }

  private mutating func takeNews() {
    guard let news = reader.take(after: &version) else { return }
    _ = state.update(
      .runs(
        news.runs, findings: news.findings, plans: news.plans, unreadable: news.unreadable,
        isCut: news.isCut))
  }

  private mutating func handle(_ event: InputEvent) -> Ending? {
    switch event {
    case .key(let key): return state.update(.key(key)).lazy.compactMap(perform).first
    // Nothing of the monitor is reached by it.
    case .mouse: return nil
    case .resized(let size):
      _ = state.update(.resized(size))
      return nil
    case .terminated(let signal): return .signal(signal)
    case .ended: return .quit
    }
  }

  private func perform(_ effect: MonitorEffect) -> Ending? {
    switch effect {
    case .explore(let path): return .explore(path: path)
    case .quit: return .quit
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    }
    return nil
  }
}
