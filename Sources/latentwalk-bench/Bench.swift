internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import ProgramOptions

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
  /// The peak of the processor with all threads, in floating-point operations per second.
  let peak: Double

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
}

extension Option {
  fileprivate static var filter: Option<String?> {
    Option<String?>("--filter", .text("TEXT"), help: "only what has TEXT in its name")
  }

  fileprivate static var epochs: Option<Int> {
    Option<Int>(
      "--epochs", .integer(1...1000), default: 4, help: "epochs timed for each training case")
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
      does on all threads, measured in the same run. The explorer's cases run the latentwalk that
      was built beside this program, on a pseudo-terminal. What has mpi in its name is of batches of
      256 in 16 shards, over all processes where mpirun started several of a build for MPI; nothing
      else is measured then.
      """,
    options: OptionList(.filter, .epochs, .seed, .threads, .data, .json),
    examples: [
      "latentwalk-bench --filter vae", "latentwalk-bench --epochs 8 --json",
      "mpirun -np 2 latentwalk-bench --filter mpi --threads 1",
    ],
    program: "latentwalk-bench"
  ) { arguments in
    let plan = BenchPlan(
      filter: arguments[.filter], epochs: arguments[.epochs], seed: arguments[.seed],
      threads: arguments[.threads], data: arguments[.data])
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
      exit(error is UsageError ? 2 : 1)
    }
  }

  private static func run(_ plan: BenchPlan, _ report: Report) throws {
    let environment = ProcessInfo.processInfo.environment
    let kernels = environment["LATENTWALK_KERNELS"].flatMap { $0.isEmpty ? nil : $0 }
    let locator = DatasetLocator(
      environment: environment, home: environment["HOME"] ?? "",
      workingFolder: FileManager.default.currentDirectoryPath)
    let dataset = try locator.find(plan.data)
    let peak = measurePeak(try Engine(threads: plan.threads, kernels: kernels))
    let context = BenchContext(
      dataset: dataset, threads: plan.threads, epochs: plan.epochs, kernels: kernels,
      seed: plan.seed, filter: plan.filter, data: plan.data, peak: peak)
    try report.add(
      "peak", "machine",
      [
        ("peak_gflops", peak / 1e9), ("threads", Double(plan.threads)),
        ("images", Double(dataset.train.count)),
      ])
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

  private static func measurePeak(_ engine: Engine) -> Double {
    (0..<5).map { _ in
      var operations = 0.0
      let seconds = time { operations = engine.spin(rounds: 2_000 * engine.threads) }
      return operations / seconds
    }.max() ?? 0
  }
}

/// Seconds that `work` takes.
func time(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try work()
  return (clock.now - start) / .seconds(1)
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
