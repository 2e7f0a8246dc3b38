internal import TerminalUI

/// Parts of a line, the most important first, of which as many are shown as fit, each whole.
struct LineParts {
  /// Forms of each part, the longest first.
  private var parts: [[[Span]]] = []

  private static let gap = [Span("  ")]

  /// Adds a part in one or more forms, the longest first, of which one is shown.
  mutating func add(_ forms: [Span]...) { add(forms: forms) }

  /// Adds a part in one or more forms, the longest first, of which one is shown.
  mutating func add(forms: [[Span]]) {
    let forms = forms.filter { !$0.isEmpty }
    if !forms.isEmpty { parts.append(forms) }
  }

  /// The parts that fit into `room` cells, two spaces between: first in their shortest forms, then each in
  /// the longest that there is room left for.
  func fitted(in room: Int) -> [Span] {
    var left = room + Self.gap.width
    let shown = parts.filter { forms in
      let width = Self.gap.width + forms[forms.count - 1].width
      guard width <= left else { return false }
      left -= width
      return true
    }
    var spans: [Span] = []
    for forms in shown {
      let shortest = forms[forms.count - 1].width
      let form = forms.first { $0.width - shortest <= left } ?? []
      left -= form.width - shortest
      spans += (spans.isEmpty ? [] : Self.gap) + form
    }
    return spans
  }
}
