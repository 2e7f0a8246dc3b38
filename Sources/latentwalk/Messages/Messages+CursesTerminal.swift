internal import CursesTerminal
internal import ProgramOptions

extension TerminalError: Explainable {
  var message: String {
    switch self {
    case .notATerminal:
      "the explorer needs a terminal; use train --plain, or render, where there is none"
    case .unusable(let term):
      "TERM='\(printable(term))' names no terminal a screen can be drawn on; "
        + "set TERM, or use --plain"
    }
  }
}
