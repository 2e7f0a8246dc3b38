internal import Foundation

/// Makes a pipe that has a path, at which it stands until it is removed; who opens it waits for its other end.
public func makeNamedPipe(_ path: String) throws {
  guard unsafe mkfifo(path, 0o600) == 0 else { throw POSIXError(.EIO) }
}
