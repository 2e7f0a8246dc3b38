internal import FileFormats

extension TrainingConfiguration {
  /// Bytes of working memory that training may take at most.
  static let memoryLimit = 16_000_000_000

  /// Checks that training a model takes no more memory than there commonly is, before any of it is taken.
  ///
  /// - Throws: `TrainingConfigurationError.memory`.
  public func checkMemory(for model: ModelConfiguration) throws(TrainingConfigurationError) {
    let bytes = workingBytes(for: model)
    guard let bytes, bytes <= Self.memoryLimit else {
      throw .memory(bytes: bytes, limit: Self.memoryLimit)
    }
  }

  /// Bytes that training takes for parameters, what optimizers keep of them, and what layers make of a batch and its
  /// gradients: no less than most of what it will take; nil where an integer does not count them.
  package func workingBytes(for model: ModelConfiguration) -> Int? {
    let images = model.capacity(for: max(batchSize, Evaluator.imagesAtOnce))
    let encoderRow = Self.rowLength(of: model.encoder, for: model.inputShape)
    let decoderRow = Self.rowLength(of: model.decoder, for: model.codeShape)
    // Outputs and their gradients; weights, theirs, and two moments; a batch as it is seen and as it should be.
    let numbers = [
      [2, images, encoderRow], [2, images, objective.bound.samples, decoderRow],
      [4, model.leastParameterCount], [2, batchSize, model.pixelCount],
    ]
    var sum = 0
    for factors in numbers {
      guard let bytes = checkedProduct(of: factors + [MemoryLayout<Float>.size]) else { return nil }
      let (next, overflows) = sum.addingReportingOverflow(bytes)
      if overflows { return nil }
      sum = next
    }
    return sum
  }

  /// Floats that the outputs of layers take for one image, as matrices lay out their rows.
  private static func rowLength(
    of layers: [LayerConfiguration], for input: FeatureShape
  ) -> Int {
    ModelConfiguration.outputShapes(of: layers, for: input)
      .reduce(0) { $0 + Matrix.rowStride(columns: $1.count) }
  }
}
