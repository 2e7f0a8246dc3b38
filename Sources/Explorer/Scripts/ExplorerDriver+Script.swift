internal import Foundation
public import TerminalUI

/// A screen, and what is on it in words.
public struct SpokenScreen: Equatable, Sendable {
  /// The screen.
  public let cells: CellBuffer
  /// What is on it, in one plain line.
  public let spoken: String
}

/// How things stand after a step of a script.
public struct ScriptReport: Equatable, Sendable {
  /// The number of the step's line.
  public let line: Int
  /// What the person was told that is no mere confirmation; nil where there is nothing new.
  public let notice: Notice?
  /// What is on screen, in one plain line.
  public let spoken: String
}

extension ExplorerDriver {
  /// Does what a script says. Time passes as the script has it, and work beside the screen is done before the next
  /// step: whatever the machine, the screens are the same.
  ///
  /// - Parameter tell: called after each step.
  /// - Returns: the last screen.
  /// - Throws: what kept a file from being written, or a run from being opened.
  public func play(
    _ script: Script, tell: (ScriptReport) -> Void = { _ in }
  ) throws -> SpokenScreen {
    defer { close() }
    ownMilliseconds = 0
    begin()
    try settle()
    for (line, step) in script.steps where ending == nil {
      let told = state.messages.count
      try perform(step)
      try settle()
      present()
      let notice = state.messages.count > told ? state.notice : nil
      tell(
        ScriptReport(
          line: line, notice: notice?.isConfirmation == true ? nil : notice, spoken: state.spoken))
    }
    endRecording()
    try settle()
    return SpokenScreen(cells: state.render(), spoken: state.spoken)
  }

  private func perform(_ step: Script.Step) throws {
    if case .wait(let count) = step { return try wait(count) }
    if !step.records { log.note(step, at: frames.passed) }
    switch step {
    case .command(let line): send(.typed(line))
    case .keys(let keys):
      for key in keys where ending == nil {
        send(.key(key))
        try settle()
        present()
      }
    case .mouse(let event): send(.mouse(event))
    case .size(let size): send(.resized(size))
    case .look(let look): send(.look(look))
    case .open(let model): try openWalk(model)
    case .wait: break
    }
  }

  private func wait(_ count: Int) throws {
    for _ in 0..<count where ending == nil {
      let hasMoved = passFrame()
      ownMilliseconds = Int((1000 * FrameClock.seconds(frames.passed)).rounded())
      guard hasMoved else { continue }
      try settle()
      present()
    }
  }

  private func openWalk(_ model: String) throws {
    let (session, snapshot) = try library.open(.walk(path: model))
    take(session, snapshot, as: state.nextRun)
  }

  /// Returns when there is nothing left to be done beside the screen.
  private func settle() throws {
    while true {
      let wasBusy = isBusy || fetch != nil || isPreparing
      _ = takeResults()
      _ = takeSnapshots()
      _ = takeFetchNews()
      _ = try noteFailures()
      decodeWanted()
      if let fileError { throw fileError }
      if !wasBusy, !isBusy { return }
      Thread.sleep(forTimeInterval: 0.001)
    }
  }

  /// A run is on its way that is not one of training, which has its own time.
  private var isPreparing: Bool {
    sessions.contains { !$1.isEnded && state.runs[$0]?.session.phase.isTraining != true }
  }
}

extension Script.Step {
  /// It begins or ends a recording, and is no part of one.
  fileprivate var records: Bool {
    guard case .command(let line) = self, case .command(.recording) = CommandTable.typed(line)
    else { return false }
    return true
  }
}
