internal import Autoencoders
internal import TerminalUI

/// What a direction is, how long it is, and how well that is known.
struct DirectionTitle {
  let ends: DirectionFeature.Ends
  let direction: CodeDirection
  let theme: Theme

  private var plusMinus: String { theme.usesUnicode ? "\u{b1}" : "+-" }

  /// The difference in words.
  var name: String { "\(ends.end.name) \(theme.usesUnicode ? "\u{2212}" : "-") \(ends.start.name)" }

  /// What is said of it, the most important first.
  var parts: [[Span]] {
    let error = direction.lengthError.map { " \(plusMinus) \(rate($0, decimals: 3))" } ?? ""
    let known = direction.lengthError == nil ? "standard error not known" : "standard error"
    let counts =
      "means of \(grouped(direction.endCount)) and \(grouped(direction.startCount)) codes"
    return [
      [Span("along \(name)", theme.strong)],
      [
        Span("length \(rate(direction.length, decimals: 3))\(error)"),
        Span(" (\(known))", theme.faint),
      ],
      [Span(counts, theme.faint)],
      [Span("0: mean of \(ends.start.name), 1: of \(ends.end.name)", theme.faint)],
    ]
  }

  /// In how many latents the means differ by more than two standard errors; nil where those are not known.
  var certainLatents: Int? {
    direction.standardErrors.map { errors in
      zip(direction.difference, errors).count { abs(Double($0)) > 2 * $1 }
    }
  }
}
