internal import CTerminal

/// The process that the program runs in: what surrounds it, and what it leaves behind in a crash.
public enum ProgramProcess {
  /// Makes the surroundings fit to live in. Before anything is opened or written.
  ///
  /// A standard stream that is closed stays out of use, a write that nobody reads fails instead of ending
  /// the program, and a crash or a lack of memory is told in one line.
  public static func prepare() { ct_prepare_process() }

  /// Whether a program started like this one ends when nobody reads what it writes.
  public static var endsWithBrokenPipe: Bool { ct_dies_of_broken_pipes() }

  /// Sets what a crash tells, from any thread.
  ///
  /// - Parameters:
  ///   - words: the end of the line that a crash prints.
  ///   - file: a file that the crash is written to; none where it is empty.
  ///   - program: the program's name and version, as the file has them.
  public static func noteForCrash(_ words: String, file: String, program: String) {
    unsafe ct_set_crash_note(words, file, program)
  }
}
