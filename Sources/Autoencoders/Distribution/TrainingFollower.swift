/// A process of a group that is not its first: it holds what the first trains, and takes every step with it. It reads
/// no data, writes no file and decides nothing.
package struct TrainingFollower {
  private let group: any ProcessGroup

  package init(_ group: any ProcessGroup) { self.group = group }

  /// Does what the first process has it do, until that lets it end.
  ///
  /// - Throws: `EngineError` where this processor cannot run the first one's kernels, or what reading a message of
  ///   another version of the program throws.
  package func work() throws {
    var trainer: Trainer?
    while true {
      switch try TrainingOrder(group.broadcast(nil)) {
      case .begin(let training): trainer = try training.trainer(in: group)
      case .adopt(let checkpoint): trainer?.adopt(checkpoint)
      case .move(let position): trainer?.position = position
      case .step: trainer?.followStep()
      case .end: return
      }
    }
  }
}

extension Trainer {
  /// Takes the step that the first process takes.
  fileprivate func followStep() {
    if isEpochComplete { beginNextEpoch() }
    // The first process found the same, and says what comes next.
    _ = try? step()
  }
}
