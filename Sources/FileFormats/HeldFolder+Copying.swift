internal import Foundation

extension HeldFolder {
  /// Copies the files of this folder and of those within it that `target` lacks, as far as they can be read and
  /// written; but for temporary ones and the lock.
  package func copyFiles(lackingIn target: HeldFolder) {
    guard let place = currentPath,
      let names = try? FileManager.default.contentsOfDirectory(atPath: place)
    else { return }
    for name in names where !Self.isTemporary(name) && name != FolderLock.name {
      switch folder.kind(of: name) {
      case .file where target.folder.kind(of: name) == .nothing:
        try? target.replace(name, with: contents(of: name))
      case .other(.folder): try? subfolder(name).copyFiles(lackingIn: target.subfolder(name))
      case .file, .other, .nothing: break
      }
    }
  }
}
