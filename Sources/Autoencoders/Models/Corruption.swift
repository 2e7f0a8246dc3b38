/// What is done to the images a denoising model is fed.
public enum Corruption: Codable, Equatable, Sendable {
  /// Adds normal noise and keeps pixels in [0, 1].
  case gaussian(standardDeviation: Float)

  /// What it does, in a few words.
  public var summary: String {
    switch self {
    case .gaussian(let deviation): "Gaussian noise of standard deviation \(deviation), clipped"
    }
  }
}

/// How grey pixels are made black or white.
public enum Binarization: String, Codable, Sendable {
  /// Each pixel is white with its grey value as probability, drawn afresh every time.
  case dynamic
  /// Drawn once for good, a function of the image's number.
  case fixed
}
