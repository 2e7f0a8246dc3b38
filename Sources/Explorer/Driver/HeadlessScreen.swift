internal import Autoencoders
internal import Foundation
public import TerminalUI

/// The screen of a run after some keys, without a terminal.
///
/// - Parameter other: a run to put beside it.
public func screen(
  of snapshot: SessionSnapshot, beside other: SessionSnapshot? = nil, size: Size,
  capabilities: Capabilities,
  preferences: Preferences = Preferences(), keys: [Key]
) throws -> CellBuffer {
  let terminal = ScriptedTerminal(size: size, keys: keys)
  var state = ExplorerState(
    size: size, capabilities: capabilities, session: snapshot, preferences: preferences)
  var sessions = [RunID.first: Session(ended: snapshot)]
  if let other { sessions[state.compare(with: other)] = Session(ended: other) }
  let driver = ExplorerDriver(
    state, terminal: terminal, library: NoLibrary(),
    sessions: sessions, isStill: true)
  _ = try driver.run()
  return terminal.screen
}

/// The last screen of a run that a script is played on.
///
/// - Parameters:
///   - library: the runs that the script may open; nil for none.
///   - tell: called after each step.
public func screen(
  of snapshot: SessionSnapshot, size: Size, capabilities: Capabilities,
  preferences: Preferences = Preferences(), script: Script, library: (any RunLibrary)? = nil,
  tell: (ScriptReport) -> Void = { _ in }
) throws -> SpokenScreen {
  let terminal = ScriptedTerminal(size: size, keys: [])
  let state = ExplorerState(
    size: size, capabilities: capabilities, session: snapshot, preferences: preferences)
  let driver = ExplorerDriver(
    state, terminal: terminal, library: library ?? NoLibrary(),
    sessions: [.first: Session(ended: snapshot)])
  return try driver.play(script, tell: tell)
}

/// No runs but the one that is shown.
private struct NoLibrary: RunLibrary {
  func runs() -> RunList { RunList(place: "", runs: []) }
  func open(_ request: RunRequest) throws -> (session: Session, snapshot: SessionSnapshot) {
    throw CancellationError()
  }
  func rename(_ path: String, to name: String) throws -> String { throw CancellationError() }
  func delete(_ path: String) throws { throw CancellationError() }
  func keep(_ bookmarks: Bookmarks, in path: String) throws { throw CancellationError() }
  func save(_ image: SavedImage, to path: String) throws { throw CancellationError() }
  func message(for error: any Error) -> String { "a picture opens no runs" }
}

/// A terminal in memory: some keys, then nothing more.
private final class ScriptedTerminal: Terminal {
  let size: Size
  private(set) var screen: CellBuffer
  private var keys: ArraySlice<Key>

  init(size: Size, keys: [Key]) {
    self.size = size
    self.keys = keys[...]
    screen = CellBuffer(size: size)
  }

  func present(_ buffer: CellBuffer) { screen = buffer }

  /// A key at a time, each once the screen of the one before was shown: a key that leaves the explorer
  /// changes nothing on it.
  func nextEvent(timeout: Double?) -> InputEvent? {
    guard timeout == nil else {
      Thread.sleep(forTimeInterval: 0.002)
      return nil
    }
    return keys.popFirst().map(InputEvent.key) ?? .ended
  }

  /// There is no wait to end.
  var wake: @Sendable () -> Void { {} }
  func suspend() {}
  func redraw() {}
  func close() {}
}
