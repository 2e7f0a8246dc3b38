internal import CursesTerminal
internal import ProgramOptions

extension TerminalError: Explainable {
  var message: String {
    switch self {
    case .notATerminal:
      "the explorer needs a terminal; where there is none, train --plain trains and render draws the screen"
    case .unusable(let term):
      "TERM='\(printable(term))' names no terminal a screen can be drawn on; "
        + "set TERM; on any terminal train --plain trains and render draws the screen"
    }
  }
}
