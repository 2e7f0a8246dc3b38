internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import ProgramOptions
internal import Timing

/// The settings and data that every measurement shares.
struct BenchContext {
  let dataset: Dataset
  let threads: Int
  let epochs: Int
  let kernels: String?
  /// Of weights, order and noise.
  let seed: UInt64
  let filter: String?
  /// The value of --data.
  let data: String?

  func engine(threads: Int? = nil) throws -> Engine {
    try Engine(threads: threads ?? self.threads, kernels: kernels)
  }

  func wants(_ name: String) -> Bool { filter.map(name.contains) ?? true }
}

/// The measurements that the options ask for.
private struct BenchPlan {
  let filter: String?
  let epochs: Int
  let seed: UInt64
  let threads: Int
  let data: String?
  /// Nothing else is measured where it is given.
  let comparison: PeerComparison?
}

extension Option {
  fileprivate static var filter: Option<String?> {
    Option<String?>("--filter", .text("TEXT"), help: "only what has TEXT in its name")
  }

  fileprivate static var epochs: Option<Int> {
    Option<Int>(
      "--epochs", .integer(1...1000), default: 4,
      help: "epochs timed for each training case, or in each pair")
  }

  fileprivate static var against: Option<String?> {
    Option<String?>(
      "--against", .text("COMMAND"),
      help: "time one training case in turn with this command, which prints epoch_s=SECONDS")
  }

  fileprivate static var pairs: Option<Int> {
    Option<Int>(
      "--pairs", .integer(2...1000), default: 9, help: "pairs of timings with --against")
  }

  fileprivate static var seed: Option<UInt64> {
    Option<UInt64>(
      "--seed", .seed, default: 1, help: "random seed of weights, order and noise")
  }

  fileprivate static var threads: Option<Int> {
    Option<Int>(
      "--threads", .integer(1...Engine.maxThreads),
      default: ProcessInfo.processInfo.activeProcessorCount, shown: "one per core",
      help: "threads to compute with")
  }

  fileprivate static var data: Option<String?> {
    Option<String?>(
      "--data", .path("D"), otherwise: "the best there is", help: "images to train on")
  }

  fileprivate static var json: Option<Bool> {
    Option<Bool>("--json", help: "print one JSON object per line instead of a table")
  }
}

@main
enum Bench {
  private static let command = Command(
    "", .none, "Measure training, kernels and latency.",
    details: """
      Seconds an epoch are for as many images as the training set holds, the median over epochs after
      a first one that is not counted. The peak is what a loop of nothing but fused multiply-adds
      does on all threads, measured before and after each epoch: of_peak is the ratio of the medians,
      of_peak_q1 and of_peak_q3 are the quartiles of the epochs' own ratios. The explorer's cases run the
      latentwalk that was built beside this program, on a pseudo-terminal.

      With --against, COMMAND is run by the shell once for each pair, and waited for; of several epoch_s=
      that it prints the median counts. Ours is the median of --epochs epochs, before COMMAND in one
      pair and after it in the next. ratio is the median of theirs / ours over the pairs; from ratio_low
      to ratio_high is an interval for it that assumes nothing about how times are spread, and
      coverage_percent is how sure it is, at least 95 from six pairs on.

      What has mpi in its name is of batches of 256 in 16 shards, over all processes where mpirun started
      several of a build for MPI; nothing else is measured then.
      """,
    options: OptionList(.filter, .epochs, .against, .pairs, .seed, .threads, .data, .json),
    examples: [
      "latentwalk-bench --filter vae", "latentwalk-bench --epochs 8 --json",
      "latentwalk-bench --filter vae256 --epochs 1 --against 'python3 peer.py vae256'",
      "mpirun -np 2 latentwalk-bench --filter mpi --threads 1",
    ],
    program: "latentwalk-bench"
  ) { arguments in
    let comparison = try arguments[.against].map {
      PeerComparison(
        benchCase: try TrainingCase.only(arguments[.filter]), peer: PeerProgram($0),
        pairs: arguments[.pairs])
    }
    let plan = BenchPlan(
      filter: arguments[.filter], epochs: arguments[.epochs], seed: arguments[.seed],
      threads: arguments[.threads], data: arguments[.data], comparison: comparison)
    let report = Report(isJSON: arguments[.json])
    return {
      try BenchTeam.run { try run(plan, report) }
      return 0
    }
  }

  static func main() {
    do {
      exit(try command.run(ProcessInfo.processInfo.arguments.dropFirst()))
    } catch {
      printError("latentwalk-bench: \((error as? UsageError)?.summary ?? "\(error)")\n")
      exit(status(after: error))
    }
  }

  private static func status(after error: any Error) -> Int32 {
    switch error {
    case is UsageError: 2
    case PeerError.interrupted: 128 + SIGINT
    default: 1
    }
  }

  private static func run(_ plan: BenchPlan, _ report: Report) throws {
    let environment = ProcessInfo.processInfo.environment
    let kernels = environment["LATENTWALK_KERNELS"].flatMap { $0.isEmpty ? nil : $0 }
    let locator = DatasetLocator(
      environment: environment, home: environment["HOME"] ?? "",
      workingFolder: FileManager.default.currentDirectoryPath)
    let dataset = try locator.find(plan.data)
    let context = BenchContext(
      dataset: dataset, threads: plan.threads, epochs: plan.epochs, kernels: kernels,
      seed: plan.seed, filter: plan.filter, data: plan.data)
    let peak = try context.engine().peak()
    try report.add(
      "peak", "machine",
      [
        ("peak_gflops", peak / 1e9), ("threads", Double(plan.threads)),
        ("images", Double(dataset.train.count)),
      ])
    if let comparison = plan.comparison { return try comparison.run(context, report) }
    try benchProcesses(context, report)
    // The other processes have nothing to do with the rest.
    guard BenchTeam.measured == nil else { return }
    try benchTraining(context, report)
    try benchProducts(context, report)
    try benchCodes(context, report)
    try benchLogs(context, report)
    try benchMonitor(context, report)
    try benchExplorer(context, report)
  }
}
