internal import TerminalUI

/// The image that is looked for, that of the code under the cursor, and how they differ.
struct MatchStrip {
  let round: MatchFeature.Round
  let run: OpenRun
  let shading: ImageShading
  let isFocused: Bool
  let theme: Theme

  var view: StripView {
    let (target, own) = (round.target, run.image.decoded?.pixels)
    let change: [Float]? = target.flatMap { target in
      own.flatMap { own in
        own.count == target.count ? zip(own, target).map { abs($0 - $1) } : nil
      }
    }
    return StripView(
      title: title,
      items: [
        item(target, "target"), item(own, "yours"), item(change, "difference", short: "differ"),
      ], imageShape: run.imageShape, current: nil, shading: shading, gamma: run.image.gamma,
      theme: theme, isFocused: isFocused)
  }

  private func item(_ pixels: [Float]?, _ name: String, short: String? = nil) -> StripView.Item {
    StripView.Item(
      pixels: pixels, caption: [Span(name, theme.faint)],
      shortCaption: [Span(short ?? name, theme.faint)])
  }

  private var title: [[Span]] {
    let best = run.match.best.map { [Span("best \($0)", theme.faint)] } ?? []
    let moves = "\(round.moves) \(round.moves == 1 ? "move" : "moves")"
    guard let distance = round.distance, let start = round.start, let score = round.score else {
      return [[Span("match the target", theme.strong)], [Span("one moment", theme.faint)]]
    }
    let scored = [Span("score \(score)", theme.strong)]
    if round.isWon {
      let number = run.number(ofImageAt: round.image)
      return [
        [Span("matched #\(number) in \(moves)", theme.test)], scored, best,
        [Span("G: another", theme.faint)],
      ]
    }
    return [
      [Span("match the target", theme.strong)],
      [Span("distance \(fixed(distance, decimals: 3)) of \(fixed(start, decimals: 3))")],
      [Span(moves)], scored, best,
      [Span("arrows move", theme.faint)], [Span("Esc ends it", theme.faint)],
      [Span("distance: root mean square of pixels", theme.faint)],
    ]
  }
}
