internal import Foundation

/// What stands at a path that is no file whose bytes can be read from end to end.
public enum FileNature: Sendable, CaseIterable {
  /// A folder.
  case folder
  /// A named pipe, which would be waited at until somebody writes to it.
  case pipe
  /// A socket.
  case socket
  /// A device, which may never end.
  case device
}

/// What stands at `path`, links followed, where it is anything but a regular file; nil for such a file, and where
/// nothing is.
package func natureOfWhatIsNoFile(at path: String) -> FileNature? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return nil }
  return switch status.st_mode & S_IFMT {
  case S_IFDIR: .folder
  case S_IFIFO: .pipe
  case S_IFSOCK: .socket
  case S_IFCHR, S_IFBLK: .device
  default: nil
  }
}
