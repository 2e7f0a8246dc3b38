internal import Autoencoders
public import TerminalUI

/// Moves events to the state, effects to sessions and terminal, and screens to the terminal: the one
/// driver of the explorer, of pictures of it, and of its tests.
public final class ExplorerDriver {
  let terminal: any Terminal
  let library: any RunLibrary
  private let datasets: (any DatasetLibrary)?
  private let remember: (Preferences) throws -> Void
  let background: BackgroundWork
  let files: FileWriter
  let lister: RunLister
  /// The data set that is on its way.
  var fetch: DatasetFetch?
  private(set) var sessions: [RunID: Session]
  /// What is shown.
  private(set) var state: ExplorerState
  /// Of each run the newest version that was taken in.
  var versions: [RunID: Int] = [:]
  private var decoders: [RunID: RunDecoder] = [:]
  /// Codes to decode before the next screen: the last of each run.
  private var wanted: [RunID: [Float]] = [:]
  private let isStill: Bool
  var frames = FrameClock()
  /// The moment of the last frame.
  private var lastFrame: ContinuousClock.Instant
  /// Milliseconds since the start by a clock of its own; nil where real time counts.
  var ownMilliseconds: Int?
  private let start: ContinuousClock.Instant
  var log: SessionLog
  /// What is being recorded.
  var recorder: Recorder?
  /// Files that were written when nobody could be told on screen any more.
  public internal(set) var lastFiles: [TakenFile] = []
  /// Why a file was not written of which nobody could be told on screen.
  var fileError: (any Error)?
  private(set) var ending: ExplorerEnding?
  /// When to leave whatever is not over: nil until leaving is asked for once more.
  private var lastMoment: ContinuousClock.Instant?
  private let signalPatience: Duration?
  private let clock = ContinuousClock()

  /// News of a run are shown at most this often; what a key asks for is shown at once.
  private static let passiveInterval = Duration.milliseconds(100)
  /// Who asks a second time to leave waits for work no longer than this.
  private static let grace = Duration.seconds(1)

  /// - Parameters:
  ///   - library: the runs on this machine.
  ///   - datasets: the data sets that can be fetched; nil where none can.
  ///   - sessions: the work behind each run of `state`.
  ///   - isStill: nothing moves by itself, as in a picture.
  ///   - signalPatience: how long work may take to end that a signal asks to; nil for as long as it takes.
  ///   - remember: keeps a person's preferences for the next start.
  public init(
    _ state: ExplorerState, terminal: any Terminal, library: any RunLibrary,
    datasets: (any DatasetLibrary)? = nil, sessions: [RunID: Session], isStill: Bool = false,
    signalPatience: Duration? = nil, remember: @escaping (Preferences) throws -> Void = { _ in }
  ) {
    self.isStill = isStill
    self.signalPatience = signalPatience
    self.state = state
    self.terminal = terminal
    self.library = library
    self.datasets = datasets
    self.sessions = sessions
    self.remember = remember
    background = BackgroundWork(whenNews: terminal.wake)
    files = FileWriter(whenNews: terminal.wake)
    lister = RunLister(library, whenNews: terminal.wake)
    log = SessionLog(of: state)
    start = clock.now
    lastFrame = start
    for session in sessions.values { session.whenNews = terminal.wake }
  }

  /// Runs until a person leaves, or a session fails before it has anything to show.
  ///
  /// - Throws: what a session threw.
  public func run() throws -> ExplorerEnding {
    defer { close() }
    begin()
    var nextPassive = clock.now
    while true {
      var isChanged = takeResults()
      if clock.now >= nextPassive {
        if takeSnapshots() { isChanged = true }
        if takeFetchNews() { isChanged = true }
        nextPassive = clock.now + Self.passiveInterval
      }
      if passTime() { isChanged = true }
      if let due = nextLook, clock.now >= due { lister.look() }
      let timeout = isChanged ? 0 : timeout(untilNews: nextPassive)
      if let event = terminal.nextEvent(timeout: timeout) {
        _ = passTime()
        handle(event)
        while ending == nil, let next = terminal.nextEvent(timeout: 0) { handle(next) }
        isChanged = true
      }
      if try noteFailures() { isChanged = true }
      if let ending, isOver || lastMoment.map({ clock.now >= $0 }) ?? false {
        if let error = sessions[.first]?.error ?? fileError { throw error }
        return ending
      }
      decodeWanted()
      if isChanged { present() }
    }
  }

  /// Shows the first screen.
  func begin() {
    terminal.listenToMouse(state.preferences.usesMouse)
    for effect in state.start() { perform(effect) }
    decodeWanted()
    present()
  }

  /// Ends what goes on beside the screen.
  func close() {
    background.close()
    fetch?.stop()
  }

  // MARK: Time

  /// Milliseconds since the start.
  var milliseconds: Int { ownMilliseconds ?? Int((clock.now - start) / .milliseconds(1)) }

  /// Lets the frames pass that are due, and says whether something moved. Of those that came too late, a few are made
  /// up for.
  private func passTime() -> Bool {
    let due = Int((clock.now - lastFrame) / .seconds(1) * FrameClock.rate)
    lastFrame += .seconds(FrameClock.seconds(due))
    guard frameInterval != nil else {
      frames.skip(due)
      return false
    }
    var hasMoved = false
    for _ in 0..<min(due, Self.mostFramesAtOnce) where passFrame() { hasMoved = true }
    return hasMoved
  }

  /// Lets a frame pass, and says whether something moved.
  func passFrame() -> Bool {
    guard let seconds = frames.pass(interval: frameInterval) else { return false }
    send(.elapsed(seconds: seconds))
    return true
  }

  private static let mostFramesAtOnce = 4

  // MARK: What happens

  private func handle(_ event: InputEvent) {
    switch event {
    case .key(let key): press(key)
    case .mouse(let event):
      log.note(.mouse(event), at: frames.passed)
      send(.mouse(event))
    case .resized(let size):
      log.note(.size(size), at: frames.passed)
      send(.resized(size))
    case .terminated(let signal):
      lastMoment = lastMoment ?? signalPatience.map { clock.now + $0 }
      send(.ended(.signal(signal)))
    case .ended: send(.ended(.quit))
    }
  }

  /// Gives a key to the state and keeps it in the log, but for one that records, or leaves: done again, it would
  /// record, or leave.
  private func press(_ key: Key) {
    let hadList = state.modes.last == .palette
    state.milliseconds = milliseconds
    let effects = state.update(.key(key))
    if !effects.contains(where: \.isOfThisSessionAlone) {
      log.note(.keys([key]), at: frames.passed)
    } else if hadList {
      log.note(.keys([.escape]), at: frames.passed)
    }
    for effect in effects { perform(effect) }
  }

  // MARK: Waiting

  /// Seconds between pictures of what moves by itself.
  private var frameInterval: Double? { isStill ? nil : state.frameInterval }

  /// Whether there is work beside the screen, or something to be taken of it.
  var isBusy: Bool { background.isBusy || files.isBusy || lister.isBusy }

  private var isOver: Bool { sessions.values.allSatisfy(\.isEnded) && !files.isBusy }

  /// When runs on screen are to be looked for anew; nil where none are, or are being looked for.
  private var nextLook: ContinuousClock.Instant? {
    !isStill && state.screen == .runs ? lister.due : nil
  }

  /// How long to wait for a key: until the next picture of a walk, or until news may be shown; for ever
  /// where there is nothing to come, for who has news wakes the terminal.
  private func timeout(
    untilNews next: ContinuousClock.Instant
  ) -> Double? {
    let hasNews = sessions.contains { $0.value.version != versions[$0.key, default: 0] }
    let news = hasNews || fetch != nil ? (next - clock.now) / .seconds(1) : nil
    let frame = frameInterval.map {
      frames.secondsLeft(interval: $0) - (clock.now - lastFrame) / .seconds(1)
    }
    // Work beside the screen ends in a while: a person need not be waited for alone.
    let work = isBusy ? 60.0 : nil
    let look = nextLook.map { ($0 - clock.now) / .seconds(1) }
    let leaving = lastMoment.map { ($0 - clock.now) / .seconds(1) }
    return [news, frame, work, look, leaving].compactMap(\.self).min().map { max($0, 0) }
  }

  // MARK: What is asked for

  func send(_ message: Message) {
    state.milliseconds = milliseconds
    for effect in state.update(message) { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .decode(let code, let run): wanted[run] = code
    case .compute(let computation, let run): compute(computation, of: run)
    case .control(let command, let run): sessions[run]?.control.request(command)
    case .intervene(let intervention, let run): sessions[run]?.control.request(intervention)
    case .step(let run): sessions[run]?.control.requestStep()
    case .open(let request, let run): open(request, as: run)
    case .listRuns: lister.look()
    case .rename(let path, let name):
      attempt { .renamed(from: path, to: try $0.rename(path, to: name)) }
      lister.look(isChanged: true)
    case .save(let image, let path):
      attempt {
        try $0.save(image, to: path)
        return .saved(to: path)
      }
    case .delete(let path):
      attempt {
        try $0.delete(path)
        return .deleted(path)
      }
      lister.look(isChanged: true)
    case .fetch(let name): startFetching(name)
    case .stopFetching: fetch?.stop()
    case .remember(let preferences):
      do { try remember(preferences) } catch { send(.refused(library.message(for: error))) }
    case .keep(let bookmarks, let folder):
      do { try library.keep(bookmarks, in: folder) } catch {
        send(.refused(library.message(for: error)))
      }
    case .keepScreen(let format, let target): keepScreen(format, target)
    case .export(let rows, let run, let format, let target): export(rows, of: run, format, target)
    case .record(let format, let target): recorder = Recorder(format: format, target: target)
    case .endRecording: endRecording()
    case .leave(let ending):
      endRecording()
      if self.ending != nil, ending == .quit { lastMoment = lastMoment ?? clock.now + Self.grace }
      if case .signal = ending { self.ending = ending } else { self.ending = self.ending ?? ending }
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .listenToMouse(let isOn): terminal.listenToMouse(isOn)
    case .notify: preconditionFailure("a notice is the root's")
    }
  }

  private func compute(_ computation: Computation, of run: RunID) {
    guard let open = state.runs[run] else { return }
    // Images are judged by what the run has come to, and an earlier epoch may have no encoder.
    let weights = computation.slot == .images ? open.session.model : open.weights
    guard let weights else { return }
    background.submit(
      BackgroundWork.Order(
        run: run, computation: computation, model: weights, images: open.session.images,
        map: open.map))
  }

  private func open(_ request: RunRequest, as run: RunID) {
    do {
      let (session, snapshot) = try library.open(request)
      take(session, snapshot, as: run)
    } catch { send(.refused(library.message(for: error))) }
  }

  /// Takes in a run that was opened.
  func take(_ session: Session, _ snapshot: SessionSnapshot, as run: RunID) {
    session.whenNews = terminal.wake
    sessions[run] = session
    (versions[run], decoders[run]) = (0, nil)
    send(.opened(snapshot, as: run))
  }

  private func startFetching(_ name: String) {
    guard let datasets else { return send(.fetched(.ended(name, .stopped))) }
    let (fetch, library) = (DatasetFetch(name), library)
    self.fetch = fetch
    startThreadBehindScreen(named: "fetch") {
      do {
        try datasets.fetch(fetch)
        fetch.end(.fetched)
      } catch {
        fetch.end(fetch.isWanted ? .failed(library.message(for: error)) : .stopped)
      }
    }
  }

  /// Tells the state what came of work of the library, or why nothing did.
  private func attempt(_ work: (any RunLibrary) throws -> Message) {
    do { send(try work(library)) } catch { send(.refused(library.message(for: error))) }
  }

  func decodeWanted() {
    for (run, code) in wanted {
      if let open = state.runs[run] {
        decoders[run, default: RunDecoder()].load(
          open.weights, epoch: open.epochs.shown?.epoch, version: versions[run, default: 0])
      }
      guard let pixels = decoders[run]?.decode(code) else { continue }
      let step = state.runs[run]?.weights?.step ?? 0
      send(.decoded(DecodedImage(run: run, code: code, pixels: pixels, step: step)))
    }
    wanted = [:]
  }
}
