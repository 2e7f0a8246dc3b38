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
  /// A link, where none is followed.
  case link
}
