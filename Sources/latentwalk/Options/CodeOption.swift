internal import ProgramOptions

extension OptionValue<[Float]> {
  /// A code, one number a latent.
  static var code: Self {
    Self("X,Y,...", expected: "numbers with commas between") { parseCode($0) }
  }
}

/// The code that a text spells, or nil where it spells none.
func parseCode(_ text: String) -> [Float]? {
  var code: [Float] = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    guard let value = Float(part.filter { $0 != " " }), value.isFinite else { return nil }
    code.append(value)
  }
  return code
}
