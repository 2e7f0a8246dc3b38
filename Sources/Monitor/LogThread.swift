internal import Foundation
internal import Synchronization
public import TrainingLogs

/// Reads logs again and again on a thread of its own; the newest state of them counts.
public final class LogThread: Sendable {
  /// The runs of a moment, with what each gives to think of.
  struct News: Sendable {
    let runs: [CatalogRun]
    let findings: [[RunFinding]]
    let plans: [RunPlan]
    /// Logs and plans that cannot be read.
    let unreadable: [String]
    /// There are more files than are looked at.
    let isCut: Bool
  }

  private struct Shared {
    var news: News?
    var version = 0
    var isOver = false
    var whenNews: @Sendable () -> Void = {}
  }

  private let shared = Mutex(Shared())

  private static let interval = 1.0
  /// The ages of runs, and which of them stalled, are told anew at least this often.
  private static let longestSilence = 10.0

  /// Begins to read the logs at some paths.
  ///
  /// - Parameters:
  ///   - paths: folders to search, and logs.
  ///   - minutes: after which a run is taken to have stalled that logs nothing.
  ///   - plans: finds the plans that some of the runs are of, and tells which plans cannot be read.
  public init(
    _ paths: [String], stalledAfter minutes: Double,
    plans: @escaping @Sendable ([CatalogRun]) -> (plans: [RunPlan], unreadable: [String]) = { _ in
      ([], [])
    }
  ) {
    let thread = Thread { [weak self] in
      let catalog = RunCatalog(paths, stalledAfter: minutes)
      var silence = Double.infinity
      while let self, !self.isOver {
        let isNew = catalog.refresh()
        silence += Self.interval
        if isNew || silence >= Self.longestSilence {
          let runs = catalog.runs()
          let found = plans(runs)
          self.publish(
            News(
              runs: runs, findings: runs.map(\.health), plans: found.plans,
              unreadable: catalog.faults.map(\.path) + found.unreadable, isCut: catalog.isCut))
          silence = 0
        }
        Thread.sleep(forTimeInterval: Self.interval)
      }
    }
    thread.name = "logs"
    thread.stackSize = 8 << 20
    thread.start()
  }

  private var isOver: Bool { shared.withLock(\.isOver) }

  /// Ends the reading.
  public func close() { shared.withLock { $0.isOver = true } }

  /// Called on the reading thread when there is something new.
  var whenNews: @Sendable () -> Void {
    get { shared.withLock(\.whenNews) }
    set { shared.withLock { $0.whenNews = newValue } }
  }

  private func publish(_ news: News) {
    let tell = shared.withLock { shared in
      shared.news = news
      shared.version += 1
      return shared.whenNews
    }
    tell()
  }

  /// The newest state; nil where it is that of `version`, which becomes that of what is returned.
  func take(after version: inout Int) -> News? {
    let (news, current) = shared.withLock { ($0.news, $0.version) }
    guard current != version else { return nil }
    version = current
    return news
  }
}
