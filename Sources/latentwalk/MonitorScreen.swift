internal import CursesTerminal
internal import Monitor
internal import ProgramOptions
internal import TerminalUI

/// Opens the monitor on the logs at some paths, and the explorer on the runs that a person asks for there, until they
/// leave.
func showMonitor(
  of paths: [String], stalledAfter minutes: Double, _ look: ScreenLook
) throws -> Int32 {
  let finder = PlanFinder()
  let logs = LogThread(paths, stalledAfter: minutes) { runs in
    (finder.plans(of: runs), finder.faults.map(\.path))
  }
  defer { logs.close() }
  var monitor: MonitorState?
  var status: Int32 = 0
  while true {
    switch try show(&monitor, of: logs, look) {
    case .quit: return status
    case .signal(let number):
      ProgramTeam.die(of: number)
      return status
    case .explore(let path):
      do { status = max(status, try walk(path, look)) } catch {
        _ = monitor?.update(.notice(message(for: error)))
      }
    }
  }
}

/// Shows the monitor as it was, or a new one, until it ends; the terminal is given back then.
private func show(
  _ monitor: inout MonitorState?, of logs: LogThread, _ look: ScreenLook
) throws -> MonitorDriver.Ending {
  let term = ProgramEnvironment.current.variables["TERM"] ?? ""
  let terminal = try CursesTerminal(term: term)
  defer { terminal.close() }
  let state =
    monitor
    ?? MonitorState(
      size: terminal.size, capabilities: look.capabilities(on: terminal), explain: { $0.text })
  var driver = MonitorDriver(state, terminal: terminal, reader: logs)
  defer { monitor = driver.state }
  return driver.run()
}

/// Opens the explorer on a run, as `explore RUN` does.
private func walk(_ path: String, _ look: ScreenLook) throws -> Int32 {
  try requireScreen()
  let stored = try StoredModel(path: path)
  let resources = UserRuns.Resources(
    data: DataRequest(), threads: ProgramEnvironment.processorCount)
  let library = UserRuns(resources)
  return try explore(library, look) { library.walk(stored) }
}
