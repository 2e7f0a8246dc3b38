internal import FileFormats

/// A file that another program appends to, and of which each byte is read once.
///
/// Where it was replaced, cut off, or written anew in its place it is read from its start: it is told by its
/// identity, its size, and the bytes at its beginning and before the place that was come to.
final class FollowedFile {
  let path: String
  /// When it was last written, in seconds since 1970.
  private(set) var modified = 0.0
  private let fileSystem: any FileSystem
  private var identity: OpenFile.Identity?
  /// Where the next bytes to be read are.
  private var offset = 0
  /// Bytes that were read and that nobody could use yet.
  private var rest: [UInt8] = []
  private var beginning: [UInt8] = []
  private var end: [UInt8] = []

  /// Bytes that are read at once, and that are compared to know the file again.
  private static let (chunk, mark) = (1 << 20, 64)
  /// More bytes without a use are given up: nobody's record is so long.
  static let recordLimit = 1 << 26

  init(_ path: String, on fileSystem: any FileSystem) {
    (self.path, self.fileSystem) = (path, fileSystem)
  }

  /// Hands over what is new.
  ///
  /// - Parameters:
  ///   - restart: is called where the file is another, before its first bytes are handed over.
  ///   - use: takes bytes and returns how many it had a use for; those behind come again with the next ones. More
  ///     than were given passes over bytes that are not read yet.
  /// - Returns: whether anything was handed over.
  func read(
    restart: () -> Void, use: ([UInt8]) -> Int
  ) throws(LogError) -> Bool {
    do { return try readNew(restart, use) } catch { throw .file(error) }
  }

  private func readNew(
    _ restart: () -> Void, _ use: ([UInt8]) -> Int
  ) throws(FileError) -> Bool {
    let file = try fileSystem.open(reading: path)
    modified = file.modified
    let isOther = try isAnother(file)
    if isOther {
      let wasRead = identity != nil
      forget()
      identity = file.identity
      if wasRead { restart() }
    }
    var isNew = isOther && file.size == 0
    while offset < file.size {
      let bytes = try fileSystem.read(Self.chunk, at: offset, of: file)
      if bytes.isEmpty { break }
      isNew = true
      remember(bytes)
      hand(bytes, to: use)
    }
    return isNew
  }

  /// Whether the file has other bytes than were read.
  func hasNews() throws(LogError) -> Bool {
    do throws(FileError) {
      let file = try fileSystem.open(reading: path)
      if file.size != known { return true }
      return try isAnother(file)
    } catch { throw .file(error) }
  }

  /// Forgets what was read: all of it comes again.
  func forget() {
    (identity, offset, known, rest, beginning, end) = (nil, 0, 0, [], [], [])
  }

  private func isAnother(_ file: OpenFile) throws(FileError) -> Bool {
    guard identity == file.identity, file.size >= offset - skipped else { return true }
    guard !end.isEmpty else { return false }
    if try fileSystem.read(beginning.count, at: 0, of: file) != beginning { return true }
    return try fileSystem.read(end.count, at: known - end.count, of: file) != end
  }

  /// Where the last bytes end that were read, and how many beyond were passed over.
  private var known = 0
  private var skipped: Int { max(offset - known, 0) }

  private func remember(_ bytes: [UInt8]) {
    if beginning.count < Self.mark {
      if offset == beginning.count { beginning += bytes.prefix(Self.mark - beginning.count) }
    }
    end = Array((bytes.count < Self.mark ? end + bytes : bytes).suffix(Self.mark))
    offset += bytes.count
    known = offset
  }

  private func hand(_ bytes: [UInt8], to use: ([UInt8]) -> Int) {
    let all = rest.isEmpty ? bytes : rest + bytes
    let used = use(all)
    if used > all.count {
      offset += used - all.count
      rest = []
    } else if all.count - used > Self.recordLimit {
      rest = []
    } else {
      rest = used == 0 ? all : Array(all[used...])
    }
  }
}
