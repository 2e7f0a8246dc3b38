package import FileFormats
internal import Foundation

/// A run of a catalog.
public struct CatalogRun: Sendable {
  /// What a person calls it.
  public let name: String
  /// The path of its log.
  public let path: String
  /// The format of its log.
  public let format: String
  /// What its log tells.
  public private(set) var record: RunRecord
  /// Where it stands.
  public let state: RunState
  /// Seconds since its log was last written.
  public let age: Double

  /// What its course gives to think of.
  public var health: [RunFinding] { record.health + stall }

  /// The run, told by another configuration than its log has: by what a person chose of it, say.
  ///
  /// - Parameter configuration: values by their names.
  public func configured(as configuration: [String: String]) -> CatalogRun {
    var run = self
    run.record.configuration = configuration
    return run
  }

  private var stall: [RunFinding] {
    state == .stalled ? [.stalled(minutes: Int(age / 60))] : []
  }
}

/// All runs whose logs are at some paths, read again and again while they grow.
public final class RunCatalog {
  private struct Log {
    let place: LogPlace
    let reader: any LogReader
    /// Why it could not be read the last time; nil where it could.
    var error: LogError?
  }

  private let paths: [String]
  private let patience: Double
  private let fileSystem: any FileSystem
  private var scanner: LogScanner
  private var logs: [Log] = []
  private var lastScan = -Double.infinity

  /// Seconds between two searches for new logs; those that are known are looked at each time.
  private static let scanInterval = 5.0
  /// Buckets of all series of all logs: some 256 MB.
  private static let budget = 1 << 22

  /// - Parameters:
  ///   - paths: folders to search, and logs.
  ///   - minutes: after which a run is taken to have stalled that logs nothing.
  public convenience init(_ paths: [String], stalledAfter minutes: Double) {
    self.init(paths, stalledAfter: minutes, on: LocalFileSystem())
  }

  /// Likewise, with other calls to read by.
  package init(
    _ paths: [String], stalledAfter minutes: Double, on fileSystem: any FileSystem
  ) {
    (self.paths, patience, self.fileSystem) = (paths, minutes * 60, fileSystem)
    scanner = LogScanner(on: fileSystem)
  }

  /// Reads what is new, and returns whether there was something.
  ///
  /// - Parameter now: seconds since 1970; what the clock says when nil.
  public func refresh(now: Double? = nil) -> Bool {
    let now = now ?? Date().timeIntervalSince1970
    var isNew = false
    if now - lastScan >= Self.scanInterval {
      isNew = scan()
      lastScan = now
    }
    for place in logs.indices {
      let old = logs[place].error
      do throws(LogError) {
        if try logs[place].reader.poll() { isNew = true }
        logs[place].error = nil
      } catch {
        logs[place].error = error
      }
      if logs[place].error != old { isNew = true }
    }
    dropDeleted()
    return isNew
  }

  private func scan() -> Bool {
    let found = scanner.logs(at: paths)
    let known = Set(logs.map { "\($0.place.format.name) \($0.place.path)" })
    let new = found.filter { !known.contains("\($0.format.name) \($0.path)") }
    let budget = min(Self.budget / max(found.count, 1), RunRecord.usualBudget)
    for place in new {
      logs.append(Log(place: place, reader: place.format.open(place.path, budget, fileSystem)))
    }
    return !new.isEmpty
  }

  /// Drops the logs that were deleted. Where the path that a person gave is gone itself, that is told instead.
  private func dropDeleted() {
    logs.removeAll { $0.error != nil && exists($0.place.root) && !exists($0.place.path) }
  }

  /// The runs, those that changed last first.
  ///
  /// - Parameter now: seconds since 1970; what the clock says when nil.
  public func runs(now: Double? = nil) -> [CatalogRun] {
    let now = now ?? Date().timeIntervalSince1970
    return logs.flatMap { log in
      log.reader.runs.map { record in
        // A store is as old as its newest run; the others have times of their own.
        let isShared = log.reader.runs.count > 1
        let changed = isShared ? record.lastTime ?? log.reader.modified : log.reader.modified
        let age = max(now - changed, 0)
        return CatalogRun(
          name: Self.name(record, in: log.place), path: log.place.path,
          format: log.place.format.name,
          record: record, state: RunState(record, age: age, stalledAfter: patience), age: age)
      }
    }.sorted { ($0.age, $0.name) < ($1.age, $1.name) }
  }

  /// Several runs of one log are told apart by the names that they have there.
  private static func name(_ run: RunRecord, in place: LogPlace) -> String {
    run.name.isEmpty ? place.name : "\(place.name):\(run.name)"
  }

  /// Logs that cannot be read, and why.
  public var faults: [(path: String, error: LogError)] {
    logs.compactMap { log in log.error.map { (log.place.path, $0) } }
  }

  /// Whether there were more files than are looked at.
  public var isCut: Bool { scanner.isCut }
}
