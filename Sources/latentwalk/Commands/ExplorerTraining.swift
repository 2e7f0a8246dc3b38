internal import Autoencoders
internal import CursesTerminal
internal import Explorer
internal import Pictures
internal import ProgramOptions
internal import Synchronization
internal import TerminalUI

/// Trains behind the explorer's screen.
func trainInExplorer(_ job: TrainingJob, _ capabilities: Capabilities) throws -> Int32 {
  let session = Session()
  let placeholder = RunSummary(preset: job.preset.name, dataset: job.data ?? "...", path: nil)
  let initial = SessionSnapshot(phase: .preparing("looking for images"), summary: placeholder)
  let outcome = Mutex<(path: String, isFinal: Bool)?>(nil)
  let warnings = Mutex<[MetricsWarning]>([])
  let work: @Sendable (Session) throws -> Void = { session in
    let prepared = try job.prepare { summary, log in
      let observer = SessionObserver(session, summary: summary)
      observer.restore(log)
      return [observer]
    }
    CursesTerminal.setCrashNote(
      "latentwalk: crashed; the run is kept up to its last checkpoint in \(printable(prepared.folder.path))"
    )
    outcome.withLock { $0 = (prepared.folder.path, false) }
    warnings.withLock { $0 = [prepared.warning].compactMap(\.self) }
    prepared.metrics.onFailure = { error in
      warnings.withLock { $0.append(.notWritten(error)) }
    }
    defer { warnings.withLock { $0 += [prepared.loss].compactMap(\.self) } }
    let ending = try prepared.run.run(session.control)
    outcome.withLock { $0?.isFinal = ending.isFinal }
    if let error = prepared.pictures?.failure { throw error }
  }
  let ending = try explore(initial, session, capabilities, work)
  for warning in warnings.withLock({ $0 }) { warning.show() }
  if let (path, isFinal) = outcome.withLock({ $0 }) {
    printOut("walk it again with: latentwalk explore \(printable(path))\n")
    if !isFinal {
      printOut("go on with: latentwalk train --resume --out \(printable(path))\n")
    }
  }
  if let error = session.error { throw error }
  if case .signal(let number) = ending { TerminationSignals.die(of: number) }
  return 0
}
