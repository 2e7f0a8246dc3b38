internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TerminalUI
internal import TrainingLogs

/// A sweep as a list shows it: where its tasks stand and what its runs' logs end with.
struct SweepSurvey {
  private let folder: SweepFolder
  private let standings: [TaskStanding]
  private let differing: [String]
  /// Runs of no task.
  private let strays: [(folder: RunFolder, state: Autoencoders.RunState)]

  init(_ folder: SweepFolder) {
    self.folder = folder
    standings = folder.standings
    differing = folder.plan.options.differing
    strays = folder.strayRuns.compactMap { name in
      (try? RunFolder.open("\(folder.runsPath)/\(name)")).map { ($0, $0.state()) }
    }
  }

  /// When one of its runs or its plan changed last, in seconds since 1970.
  var modified: Double {
    let planned = SweepFolder.modified(planOfSweepAt: folder.path)
    return standings.compactMap(\.run?.state.modified).reduce(planned, max)
  }

  /// The line of the sweep, with its runs.
  var listing: SweepListing {
    SweepListing(
      name: SweepListing.name(ofSweepAt: folder.path), path: folder.path, counts: counts,
      facts: facts, results: results, failures: failures, runs: runs)
  }

  private var counts: [SweepListing.TaskState: Int] {
    Dictionary(grouping: standings) { SweepListing.TaskState($0.state) }.mapValues(\.count)
  }

  private var runs: [RunListing] {
    let planned = standings.compactMap { standing in
      standing.run.map {
        RunListing(
          $0.folder, $0.state, name: standing.task.name, setting: label(standing.task), isTask: true
        )
      }
    }
    return planned
      + strays.map { stray in
        let name = (stray.folder.path as NSString).lastPathComponent
        return RunListing(stray.folder, stray.state, name: name, setting: Self.strayLabel(name))
      }
  }

  /// What a run of no task is called among the others.
  static func strayLabel(_ name: String) -> String { "of no task: \(name)" }

  private func label(_ task: SweepTask) -> String { folder.plan.label(task, by: differing) }

  /// What is tried, option by option, and what all tasks have alike.
  private var facts: [RunListing.Fact] {
    let tasks = folder.plan.tasks
    let tried = differing.map { name -> RunListing.Fact in
      var known: Set<String> = []
      let values = tasks.compactMap { $0.options[name] }.filter { known.insert($0).inserted }
      return RunListing.Fact(name, Self.text(of: values))
    }
    let shared = folder.plan.options.shared.map { name in
      RunListing.Fact(name, Self.text(of: [tasks.first?.options[name] ?? ""]))
    }
    return tried + shared
  }

  private static let mostValues = 12

  private static func text(of values: [String]) -> String {
    let shown = values.prefix(mostValues).map { $0.isEmpty ? "yes" : printable($0) }
    let more = values.count > shown.count ? ["and \(values.count - shown.count) more"] : []
    return (shown + more).joined(separator: ", ")
  }

  private var failures: [RunListing.Fact] {
    standings.filter { $0.state == .failed }.map { standing in
      RunListing.Fact("task \(standing.task.number)", printable(standing.message ?? ""))
    }
  }

  // MARK: Results

  /// The settings' last losses on test images, the best first; those of one kind of loss together, the kind of more
  /// tasks first.
  private var results: [SweepListing.Result] {
    var order: [String] = []
    var losses: [String: [(kind: String, value: Double)]] = [:]
    for standing in standings where standing.state == .done {
      guard let run = standing.run, let test = run.state.test, test.negativeELBO.isFinite else {
        continue
      }
      let setting = folder.plan.label(standing.task, by: differing, isOfSetting: true)
      let kind = run.folder.configuration.model.testLossName
      let key = "\(kind)\n\(setting)"
      if losses[key] == nil { order.append(key) }
      losses[key, default: []].append((kind, test.negativeELBO))
    }
    let sizes = Dictionary(grouping: losses.values.joined(), by: \.kind).mapValues(\.count)
    let settings = order.compactMap { key in
      SampleStatistics((losses[key] ?? []).map(\.value)).map { values in
        let parts = key.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (kind: String(parts[0]), setting: String(parts[1]), values: values)
      }
    }
    return settings.sorted { a, b in
      a.kind == b.kind
        ? a.values.mean < b.values.mean
        : (sizes[b.kind] ?? 0, a.kind) < (sizes[a.kind] ?? 0, b.kind)
    }.map { kind, setting, values in
      let deviation = values.deviation.map { " ± \(fixed($0, decimals: 2))" } ?? ""
      return SweepListing.Result(
        setting: printable(setting), test: "\(kind) \(fixed(values.mean, decimals: 2))\(deviation)",
        runs: values.count)
    }
  }
}

extension SweepListing {
  fileprivate static func name(ofSweepAt path: String) -> String {
    printable(((path as NSString).standardizingPath as NSString).lastPathComponent)
  }

  /// A sweep whose plan cannot be read, with the runs that there are.
  init(damaged path: String, _ reason: String) {
    let folder = SweepFolder.runsPath(ofSweepAt: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let runs = names.sorted().compactMap { name in
      (try? RunFolder.open("\(folder)/\(name)")).map {
        RunListing($0, $0.state(), name: name, setting: name)
      }
    }
    self.init(
      name: Self.name(ofSweepAt: path), path: path, counts: [:], runs: runs,
      fault: printable(reason))
  }
}

extension SweepListing.TaskState {
  fileprivate init(_ state: TaskStanding.State) {
    self =
      switch state {
      case .done: .done
      case .running: .running
      case .failed: .failed
      case .interrupted: .interrupted
      case .missing: .missing
      }
  }
}
