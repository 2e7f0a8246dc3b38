internal import FileFormats
internal import Foundation

/// TensorBoard's event files of a folder, which are one run: those in it, and those in its folders `train` and
/// `validation`, where Keras puts them.
final class EventReader: LogReader {
  /// An event file and the names of its metrics.
  private struct Source {
    let file: FollowedFile
    var events: EventParser
  }

  private let folder: String
  private let fileSystem: any FileSystem
  private let budget: Int
  private var sources: [String: Source] = [:]
  /// How long files were that were none, by their paths: one that has just been begun grows into one.
  private var others: [String: Int] = [:]
  private var run: RunRecord

  static let splits = ["train", "validation"]

  init(_ folder: String, budget: Int, on fileSystem: any FileSystem) {
    (self.folder, self.budget, self.fileSystem) = (folder, budget, fileSystem)
    run = RunRecord(budget: budget)
  }

  var runs: [RunRecord] { [run] }
  var modified: Double { sources.values.map(\.file.modified).max() ?? 0 }

  func poll() throws(LogError) -> Bool {
    findSources()
    var (isNew, isStale) = (false, false)
    // Files are named by their times: points come in the order in which they were logged.
    for path in sources.keys.sorted() {
      guard var source = sources.removeValue(forKey: path) else { continue }
      defer { sources[path] = source }
      // What is gone adds nothing.
      let news = try? source.file.read(restart: { isStale = true }) { bytes in
        isStale ? bytes.count : source.events.read(bytes, into: &run)
      }
      isNew = news == true || isNew
    }
    guard isStale else { return isNew }
    sources = [:]
    run = RunRecord(budget: budget)
    _ = try poll()
    return true
  }

  private func findSources() {
    for split in [""] + Self.splits {
      let path = split.isEmpty ? folder : "\(folder)/\(split)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for file in names.map({ "\(path)/\($0)" }) where sources[file] == nil {
        look(at: file, prefix: split.isEmpty ? "" : "\(split)/")
      }
    }
  }

  private func look(at path: String, prefix: String) {
    guard let size = (try? fileSystem.open(reading: path))?.size, others[path] != size,
      let beginning = FileBeginning(path, on: fileSystem)
    else { return }
    if Self.isEvents(beginning) {
      others[path] = nil
      sources[path] = Source(
        file: FollowedFile(path, on: fileSystem), events: EventParser(prefix: prefix))
    } else {
      others[path] = size
    }
  }

  /// Whether a file begins with the event that names the version of such files.
  static func isEvents(_ file: FileBeginning) -> Bool {
    let bytes = file.bytes
    guard let length = EventParser.length(in: bytes, at: 0), length <= 4096,
      bytes.count >= 12 + Int(length)
    else { return false }
    var event = WireCursor(12..<12 + Int(length))
    while let (number, kind) = event.field(in: bytes) {
      guard number == 3, kind == .bytes else {
        event.skip(kind, in: bytes)
        continue
      }
      return event.range(in: bytes).map { bytes[$0].starts(with: "brain.Event:".utf8) } ?? false
    }
    return false
  }
}
