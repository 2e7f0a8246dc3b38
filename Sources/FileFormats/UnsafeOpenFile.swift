internal import Foundation

#if os(Linux)
  /// `O_PATH`, which is not imported: a folder is opened to reach what is in it, not to be listed.
  private let openPlaceAlone: Int32 = 0o10_000_000
#endif

/// A file or folder that is open, and is closed with its last reference.
package final class OpenFile: Sendable {
  /// What tells it from every other file of the machine, whatever it is called.
  package struct Identity: Equatable, Sendable {
    fileprivate let device: UInt64
    fileprivate let number: UInt64

    fileprivate init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  /// What stands at a place.
  enum Kind: Equatable {
    case nothing, file
    case other(FileNature)

    fileprivate init(_ status: stat) {
      self =
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .other(.folder)
        case S_IFLNK: .other(.link)
        case S_IFIFO: .other(.pipe)
        case S_IFSOCK: .other(.socket)
        default: .other(.device)
        }
    }
  }

  let descriptor: Int32
  /// The path that it was opened by.
  package let path: String

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens the file at `path` to be read. Nothing is ever waited for, and what is no file is told by what was
  /// opened: whatever is put in its place meanwhile makes no difference.
  package convenience init(reading path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      // A socket cannot even be opened.
      guard errno == ENXIO, Self.kind(at: path) == .other(.socket) else {
        throw FileError(.read, path, code: errno)
      }
      throw FileError(.readSpecial(.socket), path, code: ENXIO)
    }
    self.init(descriptor: descriptor, path: path)
    if case .other(let nature) = kind { throw FileError(.readSpecial(nature), path, code: ESPIPE) }
  }

  /// Opens what stands at `path`, a pipe or a device, to be written as it stands; a pipe is waited at for its reader.
  convenience init(writing path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.write, path, code: errno) }
    self.init(descriptor: descriptor, path: path)
  }

  /// Opens the folder at `path`, which may be written to even where it may not be listed.
  package convenience init(folder path: String) throws(FileError) {
    var descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #if os(Linux)
      if descriptor < 0, errno == EACCES {
        descriptor = unsafe open(path, openPlaceAlone | O_DIRECTORY | O_CLOEXEC)
      }
    #endif
    guard descriptor >= 0 else { throw FileError(.write, path, code: errno) }
    self.init(descriptor: descriptor, path: path)
  }

  /// Opens the folder `name` in this one; a link is none.
  convenience init(folder name: String, in parent: OpenFile) throws(FileError) {
    let path = "\(parent.path)/\(name)"
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe openat(parent.descriptor, name, flags)
    guard descriptor >= 0 else {
      let code = errno
      throw switch parent.kind(of: name) {
      case .other(.folder), .nothing: FileError(.write, path, code: code)
      case .file: FileError(.create, path, code: EEXIST)
      case .other(let nature): FileError(.replace(nature), path, code: EEXIST)
      }
    }
    self.init(descriptor: descriptor, path: path)
  }

  private var status: stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Which file it is.
  package var identity: Identity? { status.map(Identity.init) }

  /// What it is.
  var kind: Kind { status.map(Kind.init) ?? .nothing }

  /// Its bytes.
  package var size: Int { Int(status?.st_size ?? 0) }

  /// When it was last written, in seconds since 1970.
  package var modified: Double {
    guard let status else { return 0 }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// What stands at a path, links followed.
  static func kind(at path: String) -> Kind {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Kind(status) : .nothing
  }

  /// What stands at a path that is no file, a link itself being one; nil for a file, and where nothing is.
  package static func nature(ofLinkAt path: String) -> FileNature? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, case .other(let nature) = Kind(status) else {
      return nil
    }
    return nature
  }

  /// Who may read and write it.
  var permissions: mode_t? { status.map { $0.st_mode & 0o777 } }

  /// Lets others read and write it who may do so with another file.
  func setPermissions(_ permissions: mode_t) { _ = fchmod(descriptor, permissions) }

  /// Takes all bytes away.
  func truncate() { _ = ftruncate(descriptor, 0) }

  // MARK: Of a folder

  private func status(of name: String) -> stat? {
    var status = stat()
    return unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// What the folder has under a name.
  func kind(of name: String) -> Kind { status(of: name).map(Kind.init) ?? .nothing }

  /// Which file the folder has under a name; nil where there is none.
  package func identity(of name: String) -> Identity? { status(of: name).map(Identity.init) }

  /// Where the folder is now: its own path, or another where it was moved; nil where it was deleted.
  package var currentPath: String? {
    var status = stat()
    if unsafe stat(path, &status) == 0, Identity(status) == identity { return path }
    #if canImport(Darwin)
      var name = [CChar](repeating: 0, count: Int(PATH_MAX))
      guard unsafe fcntl(descriptor, F_GETPATH, &name) == 0 else { return nil }
      let moved = String(
        decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
      guard
        let moved = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/\(descriptor)")
      else { return nil }
    #endif
    guard unsafe stat(moved, &status) == 0, Identity(status) == identity else { return nil }
    return moved
  }

  // MARK: Locks

  /// What came of asking for a lock.
  package enum LockAttempt: Equatable, Sendable {
    /// It is held until the file is closed.
    case held
    /// Another has it.
    case busy
    /// There are no locks on this file system.
    case unsupported
  }

  /// Asks for a lock on the whole file, which another opening of it cannot have at the same time.
  package func lock(isShared: Bool = false) -> LockAttempt {
    while flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      return errno == EWOULDBLOCK ? .busy : .unsupported
    }
    return .held
  }
}

/// The machine's name.
func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
