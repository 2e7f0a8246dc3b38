extension FeatureShape {
  /// Features as PyTorch lays them out, [channels, height, width].
  ///
  /// - Parameter features: [height, width, channels], as they are in memory.
  package func channelsFirst(_ features: [Float]) -> [Float] {
    precondition(features.count == count, "\(features.count) features of \(count)")
    return (0..<channels).flatMap { channel in
      (0..<pixels).map { features[$0 * channels + channel] }
    }
  }

  /// Features as they are in memory, [height, width, channels].
  ///
  /// - Parameter features: [channels, height, width], as PyTorch lays them out.
  package func channelsLast(_ features: [Float]) -> [Float] {
    precondition(features.count == count, "\(features.count) features of \(count)")
    return (0..<pixels).flatMap { pixel in
      (0..<channels).map { features[$0 * pixels + pixel] }
    }
  }
}
