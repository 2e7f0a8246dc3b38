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

  /// A new file whose contents are to become those of `name`.
  func createTemporaryFile(for name: String) throws(FileError) -> (FilePlace, OpenFile) {
    let process = ProcessInfo.processInfo.processIdentifier
    var attempt = 1
    while true {
      let place = place("\(Self.prefix)\(name).\(process)-\(attempt)\(Self.suffix)")
      do {
        let file = try fileSystem.open(place, .create)
        _ = file.lock()
        return (place, file)
      } catch {
        guard error.code == EEXIST, attempt < Self.attempts else { throw error }
        attempt += 1
      }
    }
  }

  /// Removes temporary files that nobody writes any more, those in the folders of this one among them; to be
  /// called by who holds the folder's lock.
  package func removeTemporaryFiles() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names {
      if folder.kind(of: name) == .folder { try? subfolder(name).removeTemporaryFiles() }
      guard Self.isTemporary(name) else { continue }
      guard let file = try? fileSystem.open(place(name), .read), file.lock() == .held else {
        continue
      }
      try? fileSystem.remove(place(name))
    }
  }
}
