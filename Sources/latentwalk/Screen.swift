internal import Autoencoders
internal import CursesTerminal
internal import Explorer
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

/// Whether the program runs on a terminal that a screen can be drawn on.
var hasScreen: Bool {
  TerminalKeys.areThere && StandardStream.output.isTerminal
    && TerminalProbe(environment: ProgramEnvironment.current.variables).canAddressCursor
}

/// Columns of the terminal that standard output is; nil where it is none.
var outputWidth: Int? {
  guard StandardStream.output.isTerminal else { return nil }
  return TerminalProbe(environment: ProgramEnvironment.current.variables).windowSize?.width
}

/// Checks that there is a terminal large enough for the explorer, before anything is done.
func requireScreen() throws {
  let probe = TerminalProbe(environment: ProgramEnvironment.current.variables)
  guard TerminalKeys.areThere, StandardStream.output.isTerminal else {
    throw TerminalError.notATerminal
  }
  guard probe.canAddressCursor else { throw TerminalError.unusable(term: probe.term) }
  let needed = ScreenLayout.minimum
  if let size = probe.windowSize, size.width < needed.width || size.height < needed.height {
    throw RunError.windowTooSmall(
      width: size.width, height: size.height, neededWidth: needed.width,
      neededHeight: needed.height)
  }
}

/// Opens the screen on what `open` begins, and returns when the person leaves and all work is over.
///
/// - Parameter other: begins what is put beside it.
/// - Throws: what the first run threw.
func explore(
  _ library: UserRuns, _ look: ScreenLook,
  beside other: (() -> (session: Session, snapshot: SessionSnapshot))? = nil,
  _ open: () throws -> (session: Session, snapshot: SessionSnapshot)
) throws -> Int32 {
  let term = ProgramEnvironment.current.variables["TERM"] ?? ""
  let terminal = try CursesTerminal(term: term)
  let session: Session
  let result: Result<ExplorerEnding, any Error>
  let files: [TakenFile]
  do {
    defer { terminal.close() }
    let capabilities = look.capabilities(on: terminal)
    let first = try open()
    session = first.session
    trapIfAsked()
    let datasets = FetchableDatasets(.current)
    var state = ExplorerState(
      size: terminal.size, capabilities: capabilities, session: first.snapshot,
      preferences: look.preferences, datasets: datasets.datasets)
    var sessions = [RunID.first: session]
    if let second = other?() { sessions[state.compare(with: second.snapshot)] = second.session }
    let driver = ExplorerDriver(
      state, terminal: terminal, library: library, datasets: datasets, sessions: sessions,
      signalPatience: ProgramTeam.current.map { _ in .milliseconds(200) },
      remember: ProgramEnvironment.current.preferencesFile.save)
    result = Result { try driver.run() }
    files = driver.lastFiles
  }
  if case .success(.signal) = result, ProgramTeam.current != nil { library.waitForSaving() }
  for note in library.dataNotes { printErrorLine(note) }
  for file in files { printErrorLine(file.line) }
  for run in library.trainedRuns { run.report(tellsFailure: run.session !== session) }
  let ending = try result.get()
  if case .signal(let number) = ending { ProgramTeam.die(of: number) }
  return library.trainedRuns.contains(where: \.isRescued) ? 1 : 0
}

/// In a debug build, `LATENTWALK_TRAP=SECONDS` makes the program trap while the screen is open, to
/// prove that the terminal is given back.
private func trapIfAsked() {
  #if DEBUG
    let seconds = ProgramEnvironment.current.variables["LATENTWALK_TRAP"].flatMap { Double($0) }
    guard let seconds else { return }
    Thread {
      Thread.sleep(forTimeInterval: seconds)
      fatalError("LATENTWALK_TRAP")
    }.start()
  #endif
}
