internal import Autoencoders
internal import Datasets
internal import Synchronization
internal import Timing

#if MPI
  internal import MessagePassing
#endif

/// The processes that mpirun started together with this one, of which the first measures.
enum BenchTeam {
  #if MPI
    private static let group = MPIGroup()
    /// How the first process sees them; nil where there are no others.
    static let measured = group.flatMap { $0.rank == 0 ? MeasuredGroup($0) : nil }
  #else
    static let measured: MeasuredGroup? = nil
  #endif

  /// Runs the measurements in the first process, while the others train along.
  static func run(_ measure: () throws -> Void) throws {
    #if MPI
      guard let group else { return try measure() }
      defer { group.leave() }
      guard group.rank > 0 else { return try measure() }
      do { try TrainingFollower(group).work() } catch {
        group.abort()
        throw error
      }
    #else
      try measure()
    #endif
  }
}

/// A group that counts what its first process sends and how long that takes, waiting for the others included.
final class MeasuredGroup: ProcessGroup {
  struct Traffic {
    var seconds = 0.0
    var messages = 0
    var bytes = 0
  }

  private let group: any ProcessGroup
  private let counted = Mutex(Traffic())
  private let clock = ContinuousClock()

  init(_ group: any ProcessGroup) { self.group = group }

  var rank: Int { group.rank }
  var count: Int { group.count }

  /// What was sent since the last time.
  func takeTraffic() -> Traffic {
    counted.withLock { traffic in
      defer { traffic = Traffic() }
      return traffic
    }
  }

  private func count<Result>(_ bytes: Int, _ send: () -> Result) -> Result {
    let start = clock.now
    let result = send()
    let seconds = (clock.now - start) / .seconds(1)
    counted.withLock {
      $0.seconds += seconds
      $0.messages += 1
      $0.bytes += bytes
    }
    return result
  }

  func exchange(
    _ sent: Range<Int>, of source: FloatBuffer, with partner: Int, into target: FloatBuffer,
    _ received: Range<Int>
  ) {
    count(sent.count * MemoryLayout<Float>.size) {
      group.exchange(sent, of: source, with: partner, into: target, received)
    }
  }

  func exchange(
    _ numbers: inout [Double], sending sent: Range<Int>, with partner: Int,
    receiving received: Range<Int>
  ) {
    count(sent.count * MemoryLayout<Double>.size) {
      group.exchange(&numbers, sending: sent, with: partner, receiving: received)
    }
  }

  func broadcast(_ message: ProcessMessage?) -> ProcessMessage {
    count(message?.bytes.count ?? 0) { group.broadcast(message) }
  }
}

/// Times steps in shards over all processes, or of this one alone: what is computed, and what is spent on messages.
func benchProcesses(_ context: BenchContext, _ report: Report) throws {
  let group = BenchTeam.measured
  let team = group.map { TrainingTeam($0) }
  defer { team?.dismiss() }
  let steps = 100 * context.epochs
  for benchCase in TrainingCase.all {
    let name = "mpi \(benchCase.name)"
    var training = benchCase.training
    training.epochs = 1000
    training.seed = context.seed
    training.batchSize = 256
    training.shards = 16
    guard context.wants(name), (try? training.checkShards()) != nil else { continue }
    let trainer = Trainer(
      training, of: benchCase.model, images: context.dataset.train, on: try context.engine())
    if let team {
      try team.check(shards: training.shards)
      trainer.share(with: team)
    }
    // Memory is touched, the images are sent, and cores are up to speed.
    _ = try seconds(of: trainer, steps: 20)
    _ = group?.takeTraffic()
    let seconds = try seconds(of: trainer, steps: steps)
    let traffic = group?.takeTraffic() ?? MeasuredGroup.Traffic()
    let each = 1000 / Double(steps)
    try report.add(
      name, "mpi",
      [
        ("processes", Double(group?.count ?? 1)), ("shards", Double(training.shards)),
        ("step_ms", seconds * each), ("compute_ms", (seconds - traffic.seconds) * each),
        ("communicate_ms", traffic.seconds * each),
        ("sent_kb_per_step", Double(traffic.bytes) / Double(steps) / 1000),
        ("messages_per_step", Double(traffic.messages) / Double(steps)),
        ("img_per_s", Double(training.batchSize * steps) / seconds),
      ])
  }
}

private func seconds(of trainer: Trainer, steps: Int) throws -> Double {
  try time {
    for _ in 0..<steps {
      if trainer.isEpochComplete { trainer.beginNextEpoch() }
      _ = try trainer.step()
    }
  }
}
