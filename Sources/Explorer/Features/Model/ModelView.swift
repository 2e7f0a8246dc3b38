internal import Autoencoders
internal import TerminalUI

/// What the model is, and how each latent dimension is used.
struct ModelView: Widget {
  let state: ExplorerState

  private static let barWidth = 20

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(
        state.theme, title: [Span("model", state.theme.strong)], isFocused: state.focus == .info),
      in: area)
    let interior = Frame.interior(of: area)
    for (row, line) in lines.prefix(interior.height).enumerated() {
      buffer.write(
        line, column: interior.column + 1, row: interior.row + row, limit: interior.width - 2)
    }
  }

  private var lines: [[Span]] {
    guard let model = state.session.model else {
      return [[Span("not built yet", state.theme.faint)]]
    }
    let configuration = model.configuration
    var lines: [[Span]] = [
      field("layers", shape(configuration)),
      field("parameters", grouped(configuration.layout.parameterCount)),
      field("pixels", configuration.likelihood.summary),
      field("latent", configuration.latent.summary),
      field("steps", grouped(model.step)),
    ]
    if let path = state.session.summary.path { lines.append(field("run", path)) }
    if !state.session.klPerDimension.isEmpty { lines += dimensionLines }
    return lines
  }

  private func field(_ name: String, _ value: String) -> [Span] {
    [
      Span(name + String(repeating: " ", count: max(12 - name.count, 1)), state.theme.faint),
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
    let kl = state.session.klPerDimension
    let most = max(kl.max() ?? 0, 1e-9)
    let full = state.theme.usesUnicode ? "█" : "#"
    let header = [Span("KL of each latent, nats        E[mean² + variance]", state.theme.faint)]
    return [[Span("")], header]
      + kl.indices.map { index in
        let length = Int((kl[index] / most * Double(Self.barWidth)).rounded())
        let bar = String(repeating: full, count: length)
        let pad = String(repeating: " ", count: Self.barWidth - length)
        return [
          Span("z\(index + 1) ", state.theme.faint), Span(bar + pad, state.theme.train),
          Span(" \(fixed(kl[index], decimals: 3))"),
          Span("    \(fixed(state.session.secondMoment[index], decimals: 3))", state.theme.faint),
        ]
      }
  }
}
