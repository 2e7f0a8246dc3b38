/// Which epochs of a run are kept where not all may be: the multiples of a power of two, the least that leaves few
/// enough of them.
///
/// What is kept after an epoch is a part of what was kept before, and that epoch. So it depends on how many there
/// were alone, and not on where a run was interrupted.
package struct EpochThinning: Equatable, Sendable {
  /// How many epochs are kept at most.
  package let limit: Int
  /// The first and the last epoch are kept too.
  package let keepsEnds: Bool

  /// - Parameters:
  ///   - limit: how many epochs are kept at most; three or more where the first and the last are.
  ///   - keepsEnds: the first and the last epoch are kept too.
  package init(limit: Int, keepsEnds: Bool) {
    precondition(limit >= (keepsEnds ? 3 : 1), "\(limit) epochs")
    (self.limit, self.keepsEnds) = (limit, keepsEnds)
  }

  /// Whether an epoch, counted from 1, is kept while `last` is the last there is.
  package func keeps(_ epoch: Int, whenLastIs last: Int) -> Bool {
    guard (1...max(last, 1)).contains(epoch) else { return false }
    if keepsEnds, epoch == 1 || epoch == last { return true }
    return epoch % interval(whenLastIs: last) == 0
  }

  private func interval(whenLastIs last: Int) -> Int {
    var interval = 1
    while count(at: interval, last) > limit { interval *= 2 }
    return interval
  }

  private func count(at interval: Int, _ last: Int) -> Int {
    let ends = (interval > 1 ? 1 : 0) + (last % interval == 0 ? 0 : 1)
    return last / interval + (keepsEnds ? ends : 0)
  }
}
