internal import TerminalUI

/// The images along the chosen latent, all other values held.
struct CodeStrip {
  let run: OpenRun
  let shading: ImageShading
  let isFocused: Bool
  let theme: Theme

  var view: StripView {
    let latent = run.code.selected
    let strip = run.strips.strip(.latent)
    let values =
      strip.flatMap { $0.varies(only: latent) ? $0.request.codes.map { $0[latent] } : nil } ?? []
    let items = values.indices.map { index in
      StripView.Item(
        pixels: strip?.images[index],
        caption: [Span(fixed(Double(values[index]), decimals: 2), theme.faint)])
    }
    return StripView(
      title: title, items: items, imageShape: run.imageShape, current: nearest(values),
      shading: shading, gamma: run.image.gamma, theme: theme, isFocused: isFocused)
  }

  private var title: [[Span]] {
    [
      [Span("along z\(run.code.selected + 1)", theme.strong)],
      [Span("all other values held", theme.faint)],
      [Span("under each: its value; framed: the nearest to the code's", theme.faint)],
    ]
  }

  /// The place of the value nearest to the one under the cursor.
  private func nearest(_ values: [Float]) -> Int? {
    guard run.latent.cursor.indices.contains(run.code.selected) else { return nil }
    let own = run.latent.cursor[run.code.selected]
    return values.indices.min { abs(values[$0] - own) < abs(values[$1] - own) }
  }
}
