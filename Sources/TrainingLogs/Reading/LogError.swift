public import FileFormats

/// Why a training log could not be read.
public enum LogError: Error, Equatable {
  /// A file that the system would not read.
  case file(FileError)
  /// Nothing that is known as a log stands at a path, nor below it.
  case noLog(path: String)
  /// A file whose first bytes are those of a log, but not the rest.
  case damaged(path: String)
  /// A store that another program has locked, or is in the middle of changing.
  case busy(path: String)
  /// A store of which SQLite says that it is none, or broken, by a code of its own.
  case store(path: String, code: Int32, reason: String)
}
