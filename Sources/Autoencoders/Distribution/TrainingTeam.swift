internal import Synchronization

/// The processes that were started together with this one, which is the first of them: they wait for what it trains,
/// one model at a time.
package final class TrainingTeam: Sendable {
  let group: any ProcessGroup
  private let isClaimed = Mutex(false)

  package init(_ group: any ProcessGroup) {
    precondition(group.rank == 0, "process \(group.rank) leads no other")
    self.group = group
  }

  /// How many processes there are.
  package var count: Int { group.count }

  /// Checks that a batch of so many shards can be dealt out to the processes.
  package func check(shards: Int) throws(TrainingConfigurationError) {
    guard count.nonzeroBitCount == 1, shards % count == 0 else {
      throw .processes(count, shards: shards)
    }
  }

  /// The lead of all processes, until it is let go of; nil while another model is trained.
  func claim() -> TrainingLead? {
    let isFree = isClaimed.withLock { isClaimed in
      defer { isClaimed = true }
      return !isClaimed
    }
    return isFree ? TrainingLead(self) : nil
  }

  fileprivate func release() { isClaimed.withLock { $0 = false } }

  /// Lets the other processes end.
  package func dismiss() { _ = group.broadcast(TrainingOrder.end.message) }
}

/// The first process's lead over the others in training one model: they do as it does, with the same numbers.
package final class TrainingLead {
  /// What the others do not know yet.
  enum News: Comparable {
    case none
    /// Where training stands, as a person may have changed its course.
    case position
    /// Parameters and the optimizer's memory too.
    case state
    /// Everything.
    case training
  }

  let team: TrainingTeam
  private var news = News.training

  fileprivate init(_ team: TrainingTeam) { self.team = team }

  deinit { team.release() }

  /// Notes what the others are to be told before the next step.
  func note(_ news: News) { self.news = max(self.news, news) }

  /// Has the others take the step that `trainer` takes now.
  func announceStep(of trainer: Trainer) {
    if news == .training { tell(.begin(SharedTraining(of: trainer))) }
    if news >= .state { tell(.adopt(Checkpoint(of: trainer))) }
    if news == .position { tell(.move(trainer.position)) }
    news = .none
    tell(.step)
  }

  private func tell(_ order: TrainingOrder) { _ = team.group.broadcast(order.message) }
}

extension Trainer {
  /// Shares the work of every step from now on with a team's other processes, where these have no other.
  ///
  /// - Precondition: `TrainingTeam.check` passes.
  package func share(with team: TrainingTeam) {
    guard let lead = team.claim() else { return }
    self.lead = lead
    deal(to: team.group)
  }
}
