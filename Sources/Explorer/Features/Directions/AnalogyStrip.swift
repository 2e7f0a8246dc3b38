internal import TerminalUI

/// The images of an analogy: A, B, C, the answer, and the test image whose code is nearest to that.
struct AnalogyStrip {
  let analogy: Analogy
  let run: OpenRun
  let shading: ImageShading
  let isFocused: Bool
  let theme: Theme

  var view: StripView {
    let images = decoded
    let names = analogy.names + ["?"]
    let items = names.indices.map { index in
      StripView.Item(
        pixels: images?[index], caption: [Span(names[index], theme.strong)],
        shortCaption: [Span(["A", "B", "C", "?"][index], theme.strong)])
    }
    return StripView(
      title: title, items: items + [nearest].compactMap(\.self), imageShape: run.imageShape,
      current: 3, shading: shading, gamma: run.image.gamma, theme: theme, isFocused: isFocused)
  }

  private var title: [[Span]] {
    [
      [
        Span(
          "\(analogy.names[0]) is to \(analogy.names[1]) as \(analogy.names[2]) is to ?",
          theme.strong)
      ],
      [
        Span(
          "decoded; the last: the nearest test image, its class, the distance of codes", theme.faint
        )
      ],
    ]
  }

  private var decoded: [[Float]]? {
    run.strips.strip(.analogy).flatMap { $0.request.codes == analogy.codes ? $0.images : nil }
  }

  private var nearest: StripView.Item? {
    run.latent.neighbors.first.flatMap { NearestImage($0, in: run, theme: theme)?.item }
  }
}
