internal import Autoencoders
public import TerminalUI

/// Moves events to the state, effects to sessions and terminal, and screens to the terminal: the one
/// driver of the explorer, of pictures of it, and of its tests.
public struct ExplorerDriver {
  private let terminal: any Terminal
  private let sessions: [(run: RunID, session: Session)]
  private var state: ExplorerState
  private var versions: [RunID: Int] = [:]
  private var decoders: [RunID: ImageDecoder] = [:]
  /// Codes to decode before the next screen: the last of each run.
  private var wanted: [RunID: [Float]] = [:]
  private var ending: ExplorerEnding?
  private let clock = ContinuousClock()

  /// News of a run are shown at most this often; what a key asks for is shown at once.
  private static let passiveInterval = Duration.milliseconds(100)

  /// - Parameter sessions: the work behind each run of `state`.
  public init(_ state: ExplorerState, terminal: any Terminal, sessions: [RunID: Session]) {
    self.state = state
    self.terminal = terminal
    self.sessions = sessions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Runs until a person leaves, or a session fails before it has anything to show.
  ///
  /// - Throws: what a session threw.
  public mutating func run() throws -> ExplorerEnding {
    terminal.present(state.render())
    var nextPassive = clock.now
    while true {
      var isChanged = false
      if clock.now >= nextPassive {
        isChanged = takeSnapshots()
        nextPassive = clock.now + Self.passiveInterval
      }
      if let event = terminal.nextEvent(timeout: isChanged ? 0 : timeout(until: nextPassive)) {
        handle(event)
        while ending == nil, let next = terminal.nextEvent(timeout: 0) { handle(next) }
        isChanged = true
      }
      if try noteFailures() { isChanged = true }
      if let ending, isOver { return ending }
      decodeWanted()
      if isChanged { terminal.present(state.render()) }
    }
  }

  // MARK: What happens

  private mutating func handle(_ event: InputEvent) {
    switch event {
    case .key(let key): send(.key(key))
    case .resized(let size): send(.resized(size))
    case .terminated(let signal): send(.ended(.signal(signal)))
    case .ended: send(.ended(.quit))
    }
  }

  private mutating func takeSnapshots() -> Bool {
    var isChanged = false
    for (run, session) in sessions {
      guard let snapshot = session.take(after: &versions[run, default: 0]) else { continue }
      if let model = snapshot.model { decoders[run, default: ImageDecoder()].load(model) }
      send(.session(snapshot, of: run))
      isChanged = true
    }
    return isChanged
  }

  /// Tells the state of a run that failed, or throws where nothing of the run could be seen any more.
  private mutating func noteFailures() throws -> Bool {
    var isChanged = false
    for (run, session) in sessions where session.isEnded {
      guard let error = session.error else { continue }
      guard let shown = state.sessions[run], shown.model != nil, ending == nil else { throw error }
      if shown.phase == .failed { continue }
      send(.failed(run))
      isChanged = true
    }
    return isChanged
  }

  private var isOver: Bool { sessions.allSatisfy(\.session.isEnded) }

  /// How long to wait for a key: until the next look at the sessions, or for ever once they have ended.
  private func timeout(until next: ContinuousClock.Instant) -> Double? {
    let hasNews = sessions.contains { $0.session.version != versions[$0.run, default: 0] }
    if isOver, !hasNews { return nil }
    return max((next - clock.now) / .seconds(1), 0)
  }

  // MARK: What is asked for

  private mutating func send(_ message: Message) {
    for effect in state.update(message) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .decode(let code, let run): wanted[run] = code
    case .control(let command, let run):
      sessions.first { $0.run == run }?.session.control.request(command)
    case .leave(let ending):
      if case .signal = ending { self.ending = ending } else { self.ending = self.ending ?? ending }
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .notify: preconditionFailure("a notice is the root's")
    }
  }

  private mutating func decodeWanted() {
    for (run, code) in wanted {
      guard let pixels = decoders[run]?.decode(code) else { continue }
      let step = state.sessions[run]?.model?.step ?? 0
      send(.decoded(DecodedImage(run: run, code: code, pixels: pixels, step: step)))
    }
    wanted = [:]
  }
}
