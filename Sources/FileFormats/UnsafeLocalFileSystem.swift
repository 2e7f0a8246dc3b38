internal import Foundation

/// The machine's own file system.
package struct LocalFileSystem: FileSystem {
  /// The machine's own file system.
  package init() {}

  package func open(reading path: String) throws(FileError) -> OpenFile {
    try OpenFile(reading: path)
  }

  package func open(_ place: FilePlace, _ mode: OpenMode) throws(FileError) -> OpenFile {
    let flags =
      switch mode {
      case .read: O_RDONLY
      case .append: O_RDWR | O_APPEND
      case .update: O_RDWR | O_CREAT
      case .create: O_WRONLY | O_CREAT | O_EXCL
      }
    let descriptor = unsafe openat(
      place.folder.descriptor, place.name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      if case .other(let nature) = place.folder.kind(of: place.name) {
        throw Self.error(of: nature, at: place, mode)
      }
      throw FileError(mode == .read ? .read : .write, place.path, code: code)
    }
    let file = OpenFile(descriptor: descriptor, path: place.path)
    if case .other(let nature) = file.kind { throw Self.error(of: nature, at: place, mode) }
    return file
  }

  private static func error(
    of nature: FileNature, at place: FilePlace, _ mode: OpenMode
  ) -> FileError {
    mode == .read
      ? FileError(.readSpecial(nature), place.path, code: ESPIPE)
      : FileError(.replace(nature), place.path, code: EEXIST)
  }

  package func read(
    _ count: Int, at offset: Int, of file: OpenFile
  ) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    // A followed log is asked for far more than has mostly come; no memory is cleared for the rest.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
      while length < count {
        let read = unsafe pread(
          file.descriptor, buffer.baseAddress?.advanced(by: length), count - length,
          off_t(offset + length))
        if read < 0, errno == EINTR { continue }
        if read < 0 { code = errno }
        guard read > 0 else { return }
        length += read
      }
    }
    guard code == 0 else { throw FileError(.read, file.path, code: code) }
    return bytes
  }

  package func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) -> Int {
    while true {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Foundation.write(file.descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileError(.write, file.path, code: errno) }
    }
  }

  package func synchronize(_ file: OpenFile) throws(FileError) {
    guard fsync(file.descriptor) != 0 else { return }
    // Some file systems know no such thing, of folders above all, nor does the system of a folder that may not be listed.
    guard errno != EINVAL, errno != ENOTSUP, errno != EBADF else { return }
    throw FileError(.write, file.path, code: errno)
  }

  package func rename(_ place: FilePlace, to name: String) throws(FileError) {
    let folder = place.folder.descriptor
    guard unsafe renameat(folder, place.name, folder, name) != 0 else { return }
    throw FileError(.write, "\(place.folder.path)/\(name)", code: errno)
  }

  package func remove(_ place: FilePlace) throws(FileError) {
    guard unsafe unlinkat(place.folder.descriptor, place.name, 0) != 0 else { return }
    throw FileError(.write, place.path, code: errno)
  }

  package func createFolder(_ place: FilePlace) throws(FileError) {
    guard unsafe mkdirat(place.folder.descriptor, place.name, 0o777) != 0 else { return }
    guard errno != EEXIST else { return }
    throw FileError(.create, place.path, code: errno)
  }
}
