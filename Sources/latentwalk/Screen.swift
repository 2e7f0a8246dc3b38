internal import Autoencoders
internal import CursesTerminal
internal import Explorer
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

/// Checks that there is a terminal large enough for the explorer, before anything is done.
func requireScreen() throws {
  let probe = TerminalProbe(environment: ProgramEnvironment.current.variables)
  guard StandardStream.input.isTerminal, StandardStream.output.isTerminal else {
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

/// Opens the screen, starts `work` behind it, and returns when the person leaves.
func explore(
  _ initial: SessionSnapshot, _ session: Session, _ capabilities: Capabilities,
  _ work: @escaping @Sendable (Session) throws -> Void
) throws -> ExplorerEnding {
  let term = ProgramEnvironment.current.variables["TERM"] ?? ""
  let terminal = try CursesTerminal(term: term)
  defer { terminal.close() }
  let state = ExplorerState(size: terminal.size, capabilities: capabilities, session: initial)
  session.start(work)
  trapIfAsked()
  var driver = ExplorerDriver(state, terminal: terminal, sessions: [.first: session])
  return try driver.run()
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
