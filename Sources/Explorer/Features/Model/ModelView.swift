internal import Autoencoders
internal import TerminalUI

/// The model's layers and numbers, and how each latent is used.
struct ModelView: Widget {
  let session: SessionSnapshot
  let theme: Theme
  let isFocused: Bool

  private static let barWidth = 20

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(
        theme, title: [Span("model", theme.strong)], isFocused: isFocused),
      in: area)
    let interior = Frame.interior(of: area)
    for (row, line) in lines.prefix(interior.height).enumerated() {
      buffer.write(
        line, column: interior.column + 1, row: interior.row + row, limit: interior.width - 2)
    }
  }

  private var lines: [[Span]] {
    guard let model = session.model else {
      return [[Span("not built yet", theme.faint)]]
    }
    // Of another program's model, layers are in its card, as far as they are known.
    let isOurs = session.card.isEmpty || session.training != nil
    var lines =
      (isOurs ? facts(of: model) : []) + session.card.map { field($0.name, $0.value) }
    if let path = session.summary.path {
      lines.append(field(session.card.isEmpty ? "run" : "file", path))
    }
    if !session.klPerDimension.isEmpty { lines += dimensionLines }
    return lines
  }

  private func facts(of model: ModelSnapshot) -> [[Span]] {
    let configuration = model.configuration
    return [
      field("layers", shape(configuration)),
      field("parameters", grouped(configuration.layout.parameterCount)),
      field("pixels", configuration.likelihood.summary),
      field("latent", configuration.latent.summary),
      field("steps", grouped(model.step)),
    ]
  }

  private func field(_ name: String, _ value: String) -> [Span] {
    [
      Span(name.padded(to: 11) + " ", theme.faint),
      Span(value),
    ]
  }

  private func shape(_ configuration: ModelConfiguration) -> String {
    let encoder = configuration.encoder.map(\.summary)
    let decoder = configuration.decoder.map(\.summary)
    let code = configuration.isVariational ? ["z\(configuration.latentCount)"] : []
    return ([String(configuration.pixelCount)] + encoder + code + decoder).joined(separator: "-")
  }

  /// KL of each dimension as a bar, and whether the codes fill the prior.
  private var dimensionLines: [[Span]] {
    let kl = session.klPerDimension
    let most = max(kl.max() ?? 0, 1e-9)
    let full = theme.usesUnicode ? "█" : "#"
    let header = [Span("KL of each latent, nats        E[mean² + variance]", theme.faint)]
    let isSample = session.map?.origin.isSample ?? false
    let images = isSample ? [[Span("on \(session.shownTestImages)", theme.faint)]] : []
    return [[Span("")], header] + images
      + kl.indices.map { index in
        let length = Int((kl[index] / most * Double(Self.barWidth)).rounded())
        let bar = String(repeating: full, count: length)
        let pad = String(repeating: " ", count: Self.barWidth - length)
        return [
          Span("z\(index + 1) ", theme.faint), Span(bar + pad, theme.train),
          Span(" \(fixed(kl[index], decimals: 3))"),
          Span("    \(fixed(session.secondMoment[index], decimals: 3))", theme.faint),
        ]
      }
  }
}
