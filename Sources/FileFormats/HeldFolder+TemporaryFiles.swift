internal import Foundation

// A temporary file has a name that tells it from all others and is locked by who writes it, so that one
// that a killed program left behind can be found and removed.

extension HeldFolder {
  private static let prefix = ".latentwalk-"
  private static let suffix = ".partial"
  private static let attempts = 100

  /// Whether a file of this name is a temporary one.
  package static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
  }

  /// Bytes of a file's own name in that of its temporary one, which may be no longer than the system lets it.
  private static let longestName = 100

  /// A new file whose contents are to become those of `name`.
  func createTemporaryFile(for name: String) throws(FileError) -> (FilePlace, OpenFile) {
    let process = ProcessInfo.processInfo.processIdentifier
    let name = String(decoding: name.utf8.prefix(Self.longestName), as: UTF8.self)
      .replacing("/", with: "-")
    var attempt = 1
    while true {
      let place = place("\(Self.prefix)\(name).\(process)-\(attempt)\(Self.suffix)")
      attempt += 1
      do throws(FileError) {
        let file = try fileSystem.open(place, .create)
        // Between creation and lock somebody may have swept it.
        if file.lock() != .busy, folder.identity(of: place.name) == file.identity {
          return (place, file)
        }
        guard attempt <= Self.attempts else { throw FileError(.write, place.path, code: EBUSY) }
      } catch {
        guard error.code == EEXIST, attempt <= Self.attempts else { throw error }
      }
    }
  }

  /// Removes temporary files that nobody writes any more, those in the folders of this one among them; to be
  /// called by who holds the folder's lock.
  package func removeTemporaryFiles() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names {
      if folder.kind(of: name) == .other(.folder) { try? subfolder(name).removeTemporaryFiles() }
      guard Self.isTemporary(name) else { continue }
      // Whoever wrote it may have finished since it was opened, and another have begun under its name.
      guard let file = try? fileSystem.open(place(name), .read), file.lock() == .held,
        folder.identity(of: name) == file.identity
      else { continue }
      try? fileSystem.remove(place(name))
    }
  }
}
