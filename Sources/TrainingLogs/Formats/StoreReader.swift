internal import FileFormats

/// The tables of a store that holds runs, and how their rows become points.
protocol StoreLayout: Sendable {
  /// Whether a store has its tables.
  static func isLaid(in store: Store) throws(LogError) -> Bool
  init(budget: Int)
  /// The runs so far, in the order in which they came up.
  var runs: [RunRecord] { get }
  /// The greatest number of a row that was read.
  var lastRow: Int64 { get }
  /// Reads rows behind the last one, and what else changed; returns whether there was something.
  mutating func read(_ store: Store) throws(LogError) -> Bool
}

/// The runs in a store of SQLite. A row is read once; where the store is another, or rows are gone, all are read anew.
final class StoreReader<Layout: StoreLayout>: LogReader {
  private let path: String
  private let fileSystem: any FileSystem
  private let budget: Int
  private var layout: Layout
  private var identity: OpenFile.Identity?
  private var known: [Double] = []
  private(set) var modified = 0.0

  init(_ path: String, budget: Int, on fileSystem: any FileSystem) {
    (self.path, self.budget, self.fileSystem) = (path, budget, fileSystem)
    layout = Layout(budget: budget)
  }

  var runs: [RunRecord] { layout.runs }

  func poll() throws(LogError) -> Bool {
    let file: OpenFile
    do { file = try fileSystem.open(reading: path) } catch { throw .file(error) }
    // Changes are in the store or in the log beside it.
    let log = try? fileSystem.open(reading: "\(path)-wal")
    let state = [file.modified, Double(file.size), log?.modified ?? 0, Double(log?.size ?? 0)]
    modified = max(file.modified, log.map { $0.size > 0 ? $0.modified : 0 } ?? 0)
    let isOther = identity != file.identity
    guard isOther || state != known else { return false }
    if isOther { layout = Layout(budget: budget) }
    do throws(LogError) {
      let store = try Store(path)
      let isNew = try layout.read(store)
      (identity, known) = (file.identity, state)
      return isNew || isOther
    } catch {
      // The next time will do.
      if case .busy = error { return false }
      throw error
    }
  }

  /// Whether a file is a store with the layout's tables.
  static func isStore(_ file: FileBeginning) -> Bool {
    guard FileKind(beginning: file.bytes.prefix(FileKind.beginning)) == .sqlite else {
      return false
    }
    return (try? Layout.isLaid(in: Store(file.path))) ?? false
  }
}
