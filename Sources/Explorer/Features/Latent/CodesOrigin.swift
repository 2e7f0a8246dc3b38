/// Where the codes on a map come from.
public enum CodesOrigin: Equatable, Sendable {
  /// The encoder, from test images.
  case testImages
  /// The encoder, from some of so many test images.
  case someTestImages(of: Int)
  /// A file of codes that were computed elsewhere.
  case file
  /// Draws from the prior of a model without an encoder.
  case prior

  /// Whether there are more test images than the codes are of.
  var isSample: Bool { if case .someTestImages = self { true } else { false } }

  /// So many of them, as the map's title has it.
  func words(_ count: String) -> String {
    switch self {
    case .testImages: "\(count) test codes"
    case .someTestImages(let all): "\(count) of \(all) test codes"
    case .file: "\(count) codes of a file"
    case .prior: "\(count) samples of the prior"
    }
  }
}
