internal import FileFormats
internal import Foundation

/// A log that was found.
struct LogPlace: Sendable {
  let format: LogFormat
  /// Where it is read.
  let path: String
  /// What a person calls it: its path from the folder that was searched on.
  let name: String
  /// The path that was searched, as a person gave it.
  let root: String
}

/// Finds the logs in folders and in those below them.
///
/// A link is followed where it was given, and nowhere else: neither loops nor a run under two names come of it. What is
/// hidden is passed over. A file that was no log is looked at again when it has changed.
struct LogScanner {
  /// Files and folders that are looked at in one search, and how deep.
  private static let (entryLimit, depthLimit) = (200_000, 24)

  private struct Known {
    let size: Int
    let modified: Double
    let format: LogFormat?
  }

  private let fileSystem: any FileSystem
  private var known: [String: Known] = [:]
  private var left = 0
  private var found: [LogPlace] = []
  private var paths: Set<String> = []
  /// Whether there was more than is looked at.
  private(set) var isCut = false

  init(on fileSystem: any FileSystem) { self.fileSystem = fileSystem }

  /// The logs at some paths, each of which is a folder or a file.
  mutating func logs(at roots: [String]) -> [LogPlace] {
    (left, found, paths, isCut) = (Self.entryLimit, [], [], false)
    for root in roots {
      if isFolder(root) {
        search(root, from: root, depth: 0)
      } else {
        look(at: root, below: parentFolder(of: root), of: root)
      }
    }
    return found
  }

  private mutating func search(_ folder: String, from root: String, depth: Int) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") {
      guard left > 0, depth < Self.depthLimit else {
        isCut = true
        return
      }
      left -= 1
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      switch OpenFile.nature(ofLinkAt: path) {
      case .folder: search(path, from: root, depth: depth + 1)
      case nil: look(at: path, below: root, of: root)
      default: break
      }
    }
  }

  /// Adds the log that a file belongs to.
  private mutating func look(at path: String, below folder: String, of root: String) {
    guard let format = format(of: path) else { return }
    let place = format.place(path)
    guard paths.insert("\(format.name) \(place)").inserted, !format.isCopy(place, fileSystem)
    else { return }
    found.append(
      LogPlace(
        format: format, path: place, name: Self.name(of: place, below: folder), root: root))
  }

  private mutating func format(of path: String) -> LogFormat? {
    guard let file = try? fileSystem.open(reading: path) else { return nil }
    let (size, modified) = (file.size, file.modified)
    if let known = known[path] {
      // What was told once stays what it is while it grows.
      if known.format != nil, size >= known.size { return known.format }
      if known.size == size, known.modified == modified { return known.format }
    }
    let format = FileBeginning(path, on: fileSystem).flatMap(LogFormat.of)
    known[path] = Known(size: size, modified: modified, format: format)
    return format
  }

  /// The path of a log from a folder on; of the folder itself its own name.
  private static func name(of path: String, below root: String) -> String {
    let prefix = root.hasSuffix("/") ? root : "\(root)/"
    if path.hasPrefix(prefix), path != prefix { return String(path.dropFirst(prefix.count)) }
    let name = (path as NSString).standardizingPath as NSString
    return name.lastPathComponent
  }
}
