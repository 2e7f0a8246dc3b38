/// The order in which an epoch visits the images: a permutation that is a pure function of seed and
/// epoch, cut into batches.
package struct EpochOrder: Sendable {
  private let order: [UInt32]
  private let batchSize: Int

  /// The order of epoch `epoch`, counted from zero.
  package init(images: Int, batchSize: Int, seed: UInt64, epoch: Int) {
    var random = Philox(seed: seed, stream: .shuffling, step: UInt64(epoch))
    var order = Array(0..<UInt32(images))
    for last in stride(from: images - 1, to: 0, by: -1) {
      order.swapAt(last, Int(random.next(below: UInt32(last + 1))))
    }
    self.order = order
    self.batchSize = batchSize
  }

  /// Batches of the epoch, the last of which may be smaller.
  package var batchCount: Int { Self.batchCount(images: order.count, batchSize: batchSize) }

  /// Batches that so many images fill, the last of which may be smaller.
  package static func batchCount(images: Int, batchSize: Int) -> Int {
    (images + batchSize - 1) / batchSize
  }

  /// The images of batch `index`.
  package func batch(_ index: Int) -> ArraySlice<UInt32> {
    order[index * batchSize..<min((index + 1) * batchSize, order.count)]
  }
}
