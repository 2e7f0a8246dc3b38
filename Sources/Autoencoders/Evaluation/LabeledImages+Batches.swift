internal import ImageSets

extension LabeledImages {
  /// The number of the first image in the set that these were taken from.
  var firstNumber: Int { numbers.first ?? 0 }

  /// Where in a random sequence the samples of these images start, `count` for each image before them and
  /// what fills a block of four.
  func firstSample(each count: Int) -> Int { firstNumber * ((count + 3) / 4 * 4) }

  /// Gives `body` all images, rows of pixels in [0, 1], some at a time; the memory of one batch is that
  /// of the next.
  func forEachBatch(on engine: Engine, _ body: (Matrix) -> Void) {
    let capacity = min(count, Evaluator.imagesAtOnce)
    let pixels = Matrix(rows: capacity, columns: pixelsPerImage)
    forEachRange(of: capacity) { indices in
      let batch = pixels.prefix(indices.count)
      engine.expandPixels(self.pixels, images: indices, into: batch)
      body(batch)
    }
  }

  /// Gives `body` all images as a model of `configuration` reads them, and as it should give them back.
  func forEachPair(
    for configuration: ModelConfiguration, seed: UInt64, step: UInt64, on engine: Engine,
    _ body: (ImageFeed.Batch) -> Void
  ) {
    let capacity = min(count, Evaluator.imagesAtOnce)
    let feed = ImageFeed(self, for: configuration, capacity: capacity)
    forEachRange(of: capacity) { indices in
      body(
        feed.load(
          indices, seed: seed, step: step, firstRow: Int(indices.first ?? 0), on: engine))
    }
  }

  private func forEachRange(of size: Int, _ body: (ArraySlice<UInt32>) -> Void) {
    let indices = Array(0..<UInt32(count))
    for start in stride(from: 0, to: count, by: max(size, 1)) {
      body(indices[start..<min(start + size, count)])
    }
  }
}
