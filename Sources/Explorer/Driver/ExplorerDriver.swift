internal import Autoencoders
public import TerminalUI

/// How a person left the explorer.
public enum ExplorerEnding: Equatable, Sendable {
  case quit
  case signal(Int32)
}

/// Moves events to the state, effects to the session, and screens to the terminal.
public struct ExplorerLoop {
  private let terminal: any Terminal
  private let session: Session
  private var state: ExplorerState
  private var decoder = DigitDecoder()
  private var version = 0
  private var ending: ExplorerEnding?
  private let clock = ContinuousClock()

  /// What comes by itself is shown at most this often; what a key asks for is shown at once.
  private static let passiveInterval = Duration.milliseconds(100)

  public init(_ state: ExplorerState, terminal: any Terminal, session: Session) {
    self.state = state
    self.terminal = terminal
    self.session = session
  }

  /// Runs until a person leaves, or the session fails before it has anything to show.
  ///
  /// - Throws: what the session threw.
  public mutating func run() throws -> ExplorerEnding {
    terminal.present(state.render())
    var nextPassive = clock.now
    while true {
      var isChanged = false
      if clock.now >= nextPassive {
        isChanged = takeSnapshot()
        nextPassive = clock.now + Self.passiveInterval
      }
      if let event = terminal.nextEvent(timeout: isChanged ? 0 : timeout(until: nextPassive)) {
        handle(event)
        while ending == nil, let next = terminal.nextEvent(timeout: 0) { handle(next) }
        isChanged = true
      }
      if let ending = try finalEnding() { return ending }
      if isChanged { terminal.present(state.render()) }
    }
  }

  /// How long to wait for a key: until the next look at the session, or for ever once it has ended.
  private func timeout(until next: ContinuousClock.Instant) -> Double? {
    if session.isEnded, !hasNews { return nil }
    return max((next - clock.now) / .seconds(1), 0)
  }

  private var hasNews: Bool {
    var version = version
    return session.take(after: &version) != nil
  }

  private mutating func takeSnapshot() -> Bool {
    guard var snapshot = session.take(after: &version) else { return false }
    if snapshot.phase == .training, session.control.current == .pause { snapshot.phase = .paused }
    if let model = snapshot.model { decoder.load(model) }
    send(.session(snapshot))
    return true
  }

  private mutating func handle(_ event: InputEvent) {
    switch event {
    case .key(let key): send(.key(key))
    case .resized(let size): send(.resized(size))
    case .terminated(let signal):
      session.control.request(.stop)
      state.overlay = .saving
      ending = .signal(signal)
    }
  }

  /// The ending that was asked for, once the session has come to its own.
  private mutating func finalEnding() throws -> ExplorerEnding? {
    guard session.isEnded else { return nil }
    if let error = session.error {
      guard state.session.model != nil, ending == nil else { throw error }
      if case .failed = state.session.phase { return nil }
      state.session.phase = .failed("training ended early; q shows why")
      terminal.present(state.render())
    }
    return ending
  }

  private mutating func send(_ message: Message) {
    for effect in state.update(message) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .decode:
      let code = state.cursorCode
      guard let pixels = decoder.decode(code) else { return }
      send(.decoded(DecodedDigit(code: code, pixels: pixels, step: state.session.model?.step ?? 0)))
    case .pause: session.control.request(.pause)
    case .resume: session.control.request(.run)
    case .stop: leave(.stop)
    case .abort: leave(.abort)
    case .quit: leave(.abort)
    }
  }

  private mutating func leave(_ command: TrainingControl.Command) {
    session.control.request(command)
    ending = ending ?? .quit
  }
}
