internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import ProgramOptions

/// What every measurement needs.
struct BenchContext {
  let dataset: Dataset
  let threads: Int
  let epochs: Int
  let kernels: String?
  /// Of weights, order and noise.
  let seed: UInt64
  let filter: String?
  /// What --data said.
  let data: String?
  /// What the processor can do at most with all threads, in floating-point operations a second.
  let peak: Double

  func engine(threads: Int? = nil) throws -> Engine {
    try Engine(threads: threads ?? self.threads, kernels: kernels)
  }

  func wants(_ name: String) -> Bool { filter.map(name.contains) ?? true }
}

@main
enum Bench {
  private static let command = CommandSpec(
    "", "Measure training, kernels and latency.",
    details: """
      Seconds an epoch are for as many images as the training set holds, the median over epochs after
      a first one that is not counted. The peak is what a loop of nothing but fused multiply-adds
      does on all threads, measured in the same run. The explorer's cases run the latentwalk that
      was built beside this program, on a pseudo-terminal.
      """,
    options: [
      OptionSpec("--filter", "TEXT", "only what has TEXT in its name"),
      OptionSpec("--epochs", "N", "epochs timed for each training case (4)"),
      OptionSpec("--seed", "N", "of weights, order and noise (1)"),
      OptionSpec("--threads", "N", "threads (one a core)"),
      OptionSpec("--data", "D", "images to train on (the best there is)"),
      OptionSpec("--json", nil, "one JSON object a line instead of a table"),
    ],
    examples: ["latentwalk-bench --filter vae", "latentwalk-bench --epochs 8 --json"],
    program: "latentwalk-bench", run: run)

  static func main() {
    do {
      let arguments = try Arguments(ProcessInfo.processInfo.arguments.dropFirst(), for: command)
      if arguments.has("--help") {
        printOut(command.help)
        exit(0)
      }
      exit(try command.run(arguments))
    } catch {
      printError("latentwalk-bench: \((error as? UsageError)?.summary ?? "\(error)")\n")
      exit(error is UsageError ? 2 : 1)
    }
  }

  private static func run(_ arguments: Arguments) throws -> Int32 {
    let environment = ProcessInfo.processInfo.environment
    let kernels = environment["LATENTWALK_KERNELS"].flatMap { $0.isEmpty ? nil : $0 }
    let threads =
      try arguments.integer("--threads", in: 1...Engine.maxThreads)
      ?? ProcessInfo.processInfo.activeProcessorCount
    let epochs = try arguments.integer("--epochs", in: 1...1000) ?? 4
    let locator = DatasetLocator(
      environment: environment, home: environment["HOME"] ?? "",
      workingFolder: FileManager.default.currentDirectoryPath)
    let dataset = try locator.find(arguments.string("--data"))
    let peak = measurePeak(try Engine(threads: threads, kernels: kernels))
    let context = BenchContext(
      dataset: dataset, threads: threads, epochs: epochs, kernels: kernels,
      seed: try arguments.seed("--seed") ?? 1,
      filter: arguments.string("--filter"), data: arguments.string("--data"), peak: peak)
    let report = Report(isJSON: arguments.has("--json"))
    report.add(
      "peak", "machine",
      [
        ("peak_gflops", peak / 1e9), ("threads", Double(threads)),
        ("images", Double(dataset.train.count)),
      ])
    try benchTraining(context, report)
    try benchProducts(context, report)
    try benchCodes(context, report)
    try benchExplorer(context, report)
    return 0
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
