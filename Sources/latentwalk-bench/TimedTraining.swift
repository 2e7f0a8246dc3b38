internal import Autoencoders
internal import CBenchmarks
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import Timing

/// Times the training cases, everything a step does included: data, noise, loss value, update.
func benchTraining(_ context: BenchContext, _ report: Report) throws {
  for benchCase in TrainingCase.all where context.wants(benchCase.name) {
    let training = try TimedTraining(benchCase, epochs: context.epochs, context)
    for _ in 0..<context.epochs { try training.timeEpoch() }
    let epoch = median(training.rounds.seconds)
    try report.add(
      benchCase.name, "train",
      [("epoch_s", epoch), ("img_per_s", training.images / epoch)] + training.shareOfPeak + [
        ("test_loss", training.testLoss(context)),
        ("allocs_per_step", training.allocationsPerStep), ("peak_rss_mb", peakMemory()),
      ])
  }
}

/// A training case whose epochs are timed one by one, with the processor's peak around each.
final class TimedTraining {
  private(set) var rounds = PeakedRounds()
  /// Heap allocations of a step, not counting the first; not a number where they cannot be counted.
  let allocationsPerStep: Double
  private let benchCase: TrainingCase
  private let trainer: Trainer

  /// Trains for an epoch or more, which is not timed.
  ///
  /// - Parameter epochs: how many will be timed.
  init(_ benchCase: TrainingCase, epochs: Int, _ context: BenchContext) throws {
    var training = benchCase.training
    training.epochs = epochs + 1
    training.seed = context.seed
    self.benchCase = benchCase
    trainer = Trainer(
      training, of: benchCase.model, images: context.dataset.train, on: try context.engine())
    allocationsPerStep = try trainer.countAllocations(steps: 50)
    try trainer.finishEpoch()
  }

  /// Trains for one more epoch; returns its seconds.
  @discardableResult
  func timeEpoch() throws -> Double {
    let engine = trainer.model.engine
    return try rounds.add(peak: { engine.peak() }) { try trainer.finishEpoch() }
  }

  /// Training images of an epoch.
  var images: Double { Double(trainer.images.count) }

  /// The share of the peak, its quartiles over epochs, and the peak itself.
  var shareOfPeak: [(String, Double)] {
    let operations = benchCase.operationsPerImage * images
    let quartiles = rounds.shareQuartiles(operations: operations)
    return [
      ("of_peak", rounds.shareOfPeak(operations: operations)), ("of_peak_q1", quartiles.first),
      ("of_peak_q3", quartiles.third), ("peak_gflops", median(rounds.peaks) / 1e9),
    ]
  }

  /// The loss on test images in the unit in which peers report theirs.
  func testLoss(_ context: BenchContext) -> Double {
    let evaluation = Evaluator(
      images: context.dataset.test, model: benchCase.model, capacity: Evaluator.imagesAtOnce
    ).evaluate(trainer.model, seed: context.seed)
    return evaluation.loss.total / benchCase.lossScale
  }
}

extension Trainer {
  fileprivate func finishEpoch() throws {
    while !isEpochComplete { _ = try step() }
    beginNextEpoch()
  }

  /// Heap allocations of a step, not counting the first nor what is between two epochs.
  fileprivate func countAllocations(steps: Int) throws -> Double {
    var allocations = 0
    for number in 0...steps {
      if isEpochComplete { beginNextEpoch() }
      let before = cb_allocations()
      _ = try step()
      if number > 0 { allocations += cb_allocations() - before }
    }
    return cb_is_counting() ? Double(allocations) / Double(steps) : .nan
  }
}

extension Engine {
  /// Floating-point operations a second of a loop of nothing but fused multiply-adds on all threads, over
  /// some 40 ms on AVX-512 if not told otherwise.
  func peak(roundsPerThread rounds: Int = 10_000) -> Double {
    var operations = 0.0
    let seconds = time { operations = spin(rounds: rounds * threads) }
    return operations / seconds
  }
}

/// The most memory this process has had, in megabytes.
private func peakMemory() -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  let kilobytes = line?.split(separator: " ").compactMap { Double($0) }.first
  return (kilobytes ?? .nan) / 1024
}
