extension Trainer {
  /// Fills the model's gradients with those of the batch's mean loss, shard by shard.
  ///
  /// Noise is that of an image's place in the whole batch.
  func differentiate(_ indices: ArraySlice<UInt32>, in batch: ShardedBatch) -> LossTerms {
    if let contrastiveDivergence {
      return differentiate(indices, in: batch, contrastiveDivergence)
    }
    let (objective, statistics) = (objective, latentStatistics)
    let loss = batch.differentiate(images: indices.count) { rows in
      differentiate(rows, of: indices, objective) { slice in
        guard let statistics, let own = model.latent.statistics(rows: slice.count) else { return }
        model.engine.copy(own, into: statistics.rows(slice))
      }
    }
    if let statistics {
      batch.gather(statistics, images: indices.count)
      restoreLatentStatistics(of: indices.count)
    }
    return loss
  }

  /// The part of some images of a batch in its gradients, in slices that the model has room for.
  ///
  /// - Parameter sliceEnded: told of each slice before the next.
  private func differentiate(
    _ rows: Range<Int>, of indices: ArraySlice<UInt32>, _ objective: Objective,
    sliceEnded: (Range<Int>) -> Void
  ) -> LossTerms {
    let (seed, step) = (configuration.seed, UInt64(position.step))
    let images = load(rows, of: indices)
    var average = LossAverage()
    for first in stride(from: 0, to: rows.count, by: model.capacity) {
      let slice = first..<min(first + model.capacity, rows.count)
      let (input, target) = (images.input.rows(slice), images.target.rows(slice))
      let place = rows.lowerBound + first
      let loss = model.differentiate(
        input, target: target,
        noise: .drawn(
          seed: seed, stream: .posterior, step: step, firstRow: place, batch: indices.count),
        objective: objective, gradientScale: gradientScale / Double(indices.count),
        accumulating: first > 0)
      average.add(loss, images: slice.count)
      sliceEnded(place..<place + slice.count)
    }
    return average.mean
  }

  private func load(_ rows: Range<Int>, of indices: ArraySlice<UInt32>) -> ImageFeed.Batch {
    let start = indices.startIndex
    return feed.load(
      indices[start + rows.lowerBound..<start + rows.upperBound], seed: configuration.seed,
      step: UInt64(position.step), firstRow: rows.lowerBound, on: model.engine)
  }

  private func differentiate(
    _ indices: ArraySlice<UInt32>, in batch: ShardedBatch, _ divergence: ContrastiveDivergence
  ) -> LossTerms {
    let loss = batch.differentiate(images: indices.count) { rows in
      divergence.differentiate(
        load(rows, of: indices).input, firstRow: rows.lowerBound, of: indices.count,
        seed: configuration.seed, step: UInt64(position.step))
    }
    divergence.finishBatch()
    // A checkpoint holds all chains, and the next batch may deal them out otherwise.
    if divergence.isPersistent { batch.gather(divergence.chains, images: indices.count) }
    return loss
  }

  /// Puts the statistics of the batch's last images, as many as the model has room for, where those of a slice stand.
  private func restoreLatentStatistics(of images: Int) {
    let count = min(images, model.capacity)
    guard let latentStatistics, let target = model.latent.statistics(rows: count) else { return }
    model.engine.copy(latentStatistics.rows(images - count..<images), into: target)
  }
}
