/// The gradients of a batch as a sum over its shards, of which each process of a group does a run.
///
/// What comes out depends on the number of shards, and not on that of processes: each shard is worked on as if there
/// were no other, and sums are taken in one order.
final class ShardedBatch {
  private let shards: Int
  private let group: (any ProcessGroup)?
  /// The shards of this process.
  private let own: Range<Int>
  private let gradients: FloatBuffer
  private let engine: Engine
  private var sum: PairwiseSum
  private let received: FloatBuffer
  /// The parts of every shard's loss.
  private var losses: [Double]
  private static let parts = 4

  /// - Parameters:
  ///   - shards: a power of two, of which the number of processes is a divisor.
  ///   - gradients: where those of a shard are found, and those of the batch are left.
  ///   - group: the processes that work on it; this one alone when nil.
  init(_ shards: Int, gradients: FloatBuffer, among group: (any ProcessGroup)?, on engine: Engine) {
    let (rank, count) = (group?.rank ?? 0, group?.count ?? 1)
    precondition(shards % count == 0, "\(shards) shards for \(count) processes")
    self.shards = shards
    self.group = group
    self.gradients = gradients
    self.engine = engine
    own = Self.shards(of: rank..<rank + 1, shards / count)
    sum = PairwiseSum(of: own.count, count: gradients.count, on: engine)
    received = FloatBuffer(count: group == nil ? 0 : gradients.count)
    losses = [Double](repeating: 0, count: shards * Self.parts)
  }

  private static func shards(of ranks: Range<Int>, _ each: Int) -> Range<Int> {
    ranks.lowerBound * each..<ranks.upperBound * each
  }

  /// Fills the gradients with the sum of those of all shards.
  ///
  /// - Parameters:
  ///   - images: of the batch.
  ///   - differentiate: fills the gradients with the part of some images, of which there is one at least, in those
  ///     of the batch, and returns the mean loss of these images.
  /// - Returns: the mean loss of the batch.
  func differentiate(images: Int, _ differentiate: (Range<Int>) -> LossTerms) -> LossTerms {
    let cut = BatchCut(images: images, shards: shards)
    for shard in own {
      let rows = cut.rows(of: shard)
      if rows.isEmpty {
        gradients.fill(0)
      } else {
        note(differentiate(rows), of: shard)
      }
      sum.add(gradients)
    }
    group?.sum(gradients, received, on: engine)
    group?.gather(&losses)
    var average = LossAverage()
    for shard in 0..<shards where !cut.rows(of: shard).isEmpty {
      average.add(loss(of: shard), images: cut.rows(of: shard).count)
    }
    return average.mean
  }

  private func note(_ loss: LossTerms, of shard: Int) {
    let first = shard * Self.parts
    losses[first] = loss.reconstruction
    losses[first + 1] = loss.kl
    losses[first + 2] = loss.klWeight
    losses[first + 3] = loss.adjustment
  }

  private func loss(of shard: Int) -> LossTerms {
    let first = shard * Self.parts
    return LossTerms(
      reconstruction: losses[first], kl: losses[first + 1], klWeight: losses[first + 2],
      adjustment: losses[first + 3])
  }

  /// Gives every process the rows, one an image of the batch, that each has filled for its shards.
  ///
  /// - Parameter images: of the batch.
  func gather(_ matrix: Matrix, images: Int) {
    let cut = BatchCut(images: images, shards: shards)
    group?.gather(matrix) { ranks in cut.rows(of: Self.shards(of: ranks, own.count)) }
  }
}
