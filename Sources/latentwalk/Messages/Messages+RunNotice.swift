internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

extension RunNotice {
  /// The notice in one line.
  var message: String {
    switch self {
    case .crashed(let path, let record):
      "\(path): \(record); it goes on from its last checkpoint"
    case .otherKernels(let path, let before, let now):
      "\(path): trained with the \(before) kernels so far, and with the \(now) kernels from now on; they agree within "
        + "rounding, not bit for bit"
    case .otherSource(let path, let before, let now):
      "\(path): its data was \(before) and is \(now) now"
    case .nothingSaved(let path): "\(path): nothing was saved; it starts anew"
    case .wentToSound(let error, let epoch):
      "\(error.message); the run goes on from the end of its last sound epoch, \(epoch)"
    case .noSoundState(let error):
      "\(error.message); should the run diverge, it goes back to where it is now"
    case .damaged(let lines, let log):
      "\(log): \(lines.count == 1 ? "line" : "lines") \(lines.map(String.init).joined(separator: ", ")) cannot be "
        + "read and \(lines.count == 1 ? "is" : "are") left out"
    case .notExclusive(let path):
      "the file system of \(path) has no locks; take care that nothing else trains this run"
    case .notWritten(let error):
      "\(error.message); training goes on, it is kept in memory and tried again"
    case .writtenAgain(let path): "\(path) can be written again"
    case .lost(let lines, let log): "\(log) lacks \(counted(lines, "line"))"
    case .lostEvents(let events, let file): "\(file) lacks \(counted(events, "event"))"
    case .rescued(let path, let error):
      "\(error.message); the whole run was saved in \(path) instead"
    }
  }

  /// Says it on standard error.
  func show() { printErrorLine(message) }

  /// The line that stays on screen while a run cannot be saved; nil for every other notice.
  var lineOnScreen: String? {
    guard case .notWritten(let error) = self else { return nil }
    let reason = if case .file(let error) = error { error.shortMessage } else { error.message }
    return "not saved: \(printable(reason)); training goes on, saving is tried again"
  }
}
