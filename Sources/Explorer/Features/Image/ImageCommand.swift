/// Requests to the decoded image.
public enum ImageCommand: Equatable, Sendable {
  /// Draws it with the next exponent of 1, 1.4 and 0.7.
  case nextGamma
}

extension ImageCommand {
  static let rows: [CommandRow] = [
    CommandRow("image.gamma", "g", "gamma of the digit: 1, 1.4, 0.7", .image(.nextGamma))
  ]
}
