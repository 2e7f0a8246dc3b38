internal import Autoencoders
internal import TerminalUI

/// The drawing as the model reads it, what it makes of that, and the test images whose codes are nearest.
struct DrawStrip {
  let run: OpenRun
  let shading: ImageShading
  let isFocused: Bool
  let theme: Theme

  private static let nearest = 5

  var view: StripView {
    StripView(
      title: title, items: own + nearest, imageShape: run.imageShape, current: nil,
      shading: shading, gamma: run.image.gamma, theme: theme, isFocused: isFocused)
  }

  private var title: [[Span]] {
    guard run.draw.input != nil else { return [[Span("what the model makes of it", theme.strong)]] }
    let frame = run.draw.isFramed == true
    return [
      [Span("read \(frame ? "boxed and centered" : "as drawn")", theme.strong)],
      [Span(frame ? "c: as drawn" : "c: boxed and centered", theme.faint)],
      [Span("nearest test images: class, distance of codes", theme.faint)],
    ]
  }

  private func item(_ pixels: [Float]?, _ caption: String, _ short: String) -> StripView.Item {
    StripView.Item(
      pixels: pixels, caption: [Span(caption, theme.faint)],
      shortCaption: [Span(short, theme.faint)])
  }

  /// The drawing, and what the model gives back.
  private var own: [StripView.Item] {
    guard let input = run.draw.input else { return [] }
    let reading = run.draw.reading
    var items = [
      item(input.pixels, run.draw.isFramed == true ? "boxed" : "drawn", "read"),
      item(reading?.output, "reconstruction", "recon"),
    ]
    if let restoration = reading?.restoration {
      items.append(item(restoration.noisy, "noisy", "noisy"))
      items.append(item(restoration.restored, "restored", "clean"))
    }
    return items
  }

  private var nearest: [StripView.Item] {
    guard run.draw.reading != nil else { return [] }
    return run.draw.neighbors.prefix(Self.nearest).compactMap {
      NearestImage($0, in: run, theme: theme)?.item
    }
  }
}
