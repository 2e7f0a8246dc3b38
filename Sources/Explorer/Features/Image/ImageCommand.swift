/// What can be done with the decoded image.
public enum ImageCommand: Equatable, Sendable {
  case nextGamma
}

extension ImageCommand {
  static let rows: [CommandRow] = [
    CommandRow("image.gamma", "g", "gamma of the digit: 1, 1.4, 0.7", .image(.nextGamma))
  ]
}
