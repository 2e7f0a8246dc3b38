/// A regular expression that chooses names; letters of both cases are the same to it.
struct NameFilter {
  /// What was typed; everything is chosen where it is empty.
  let text: String
  private let expression: Regex<AnyRegexOutput>?

  /// Everything.
  static var all: NameFilter { NameFilter() }

  private init() { (text, expression) = ("", nil) }

  /// Reads an expression; nil where it is none.
  init?(_ text: String) {
    guard !text.isEmpty else {
      self = .all
      return
    }
    guard let expression = try? Regex(text).ignoresCase() else { return nil }
    (self.text, self.expression) = (text, expression)
  }

  /// Whether a name is chosen.
  func chooses(_ name: String) -> Bool {
    guard let expression else { return true }
    return (try? expression.firstMatch(in: name)) != nil
  }
}
