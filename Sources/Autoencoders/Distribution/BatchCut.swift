/// How a batch is cut into shards: runs of images one after another whose lengths differ by one at most, and of
/// which some are of none where there are fewer images than shards.
package struct BatchCut {
  package let images: Int
  package let shards: Int

  package init(images: Int, shards: Int) { (self.images, self.shards) = (images, shards) }

  /// The images of a shard, or of several in a row.
  package func rows(of shards: Range<Int>) -> Range<Int> {
    start(of: shards.lowerBound)..<start(of: shards.upperBound)
  }

  /// The images of one shard.
  package func rows(of shard: Int) -> Range<Int> { rows(of: shard..<shard + 1) }

  private func start(of shard: Int) -> Int { shard * images / shards }
}
