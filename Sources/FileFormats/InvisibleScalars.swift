extension Unicode.Scalar {
  /// Nothing that is seen, but something that acts on what is: a control of a terminal, an end of a line,
  /// a mark that turns the direction of text, or a character of no width.
  package var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
