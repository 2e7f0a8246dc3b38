import Autoencoders
import Testing

struct BatchCutTests {
  @Test(arguments: [0, 1, 3, 4, 20, 90, 100, 1_003], [1, 2, 4, 64])
  func everyImageIsInOneShardAndShardsAreAlike(images: Int, shards: Int) {
    let cut = BatchCut(images: images, shards: shards)
    let rows = (0..<shards).map(cut.rows(of:))
    #expect(rows.flatMap(Array.init) == Array(0..<images))
    let counts = rows.map(\.count)
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    #expect(cut.rows(of: 0..<shards) == 0..<images)
  }
}
