internal import FileFormats
internal import Foundation
internal import Synchronization
internal import TrainingLogs

/// Finds the sweeps that runs are of, again and again while they are trained: what has not changed on disk is not read
/// again, and what takes long to read not often.
final class PlanFinder: Sendable {
  /// A sweep as it was read.
  private struct Known {
    let folder: SweepFolder
    /// The times of the last changes of its plan, its outcomes and its runs.
    let changes: [Double]
    let done: Int
    let failed: Int
    /// Labels by the names of runs.
    let labels: [String: String]
    /// When it may be read again.
    let next: ContinuousClock.Instant
  }

  private let known = Mutex<[String: Known]>([:])
  private let unreadable = Mutex<[String: String]>([:])

  /// Reading a sweep again comes after as many times as long as it took.
  private static let patience = 20

  /// The plans' files that could not be read the last time, and why.
  var faults: [(path: String, reason: String)] {
    unreadable.withLock { faults in
      faults.sorted { $0.key < $1.key }.map { (path: $0.key, reason: $0.value) }
    }
  }

  /// The plans that some of `runs` are of.
  func plans(of runs: [CatalogRun]) -> [RunPlan] {
    unreadable.withLock { $0 = [:] }
    let folders = Dictionary(grouping: runs) { parentFolder(of: $0.path) }
    return folders.compactMap { folder, runs in
      let isSweep = SweepFolder.isSweep(folder)
      guard !isSweep, let path = SweepFolder.path(ofSweepAt: folder), let sweep = sweep(at: path)
      else { return nil }
      let labels = runs.map { run in
        let name = (run.path as NSString).lastPathComponent
        return (run.path, sweep.labels[name] ?? SweepSurvey.strayLabel(name))
      }
      return RunPlan(
        path: path, tasks: sweep.folder.plan.tasks.count, done: sweep.done, failed: sweep.failed,
        labels: Dictionary(labels) { first, _ in first })
    }.sorted { $0.path < $1.path }
  }

  private func sweep(at path: String) -> Known? {
    known.withLock { known in
      let now = ContinuousClock.now
      let old = known[path]
      if let old, old.next > now || old.changes == Self.changes(of: old.folder) { return old }
      let folder: SweepFolder
      do { folder = try SweepFolder(opening: path) } catch {
        let reason = SweepError.reason(for: error)
        unreadable.withLock { $0["\(path)/\(SweepFolder.planName)"] = reason }
        return nil
      }
      let changes = Self.changes(of: folder)
      let differing = folder.plan.options.differing
      let labels = folder.plan.tasks.map { task in
        let label = folder.plan.label(task, by: differing)
        return (task.name, label.isEmpty ? task.name : label)
      }
      let outcomes = folder.plan.tasks.map {
        folder.isDone($0) ? .done : folder.outcome(of: $0)?.word
      }
      let read = Known(
        folder: folder, changes: changes, done: outcomes.count { $0 == .done },
        failed: outcomes.count { $0 == .failed },
        labels: Dictionary(labels) { first, _ in first },
        next: ContinuousClock.now + (ContinuousClock.now - now) * Self.patience)
      known[path] = read
      return read
    }
  }

  private static func changes(of folder: SweepFolder) -> [Double] {
    [folder.planPath, folder.outcomesPath, folder.runsPath].map { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    }
  }
}
