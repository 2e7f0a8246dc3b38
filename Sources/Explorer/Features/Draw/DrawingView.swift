internal import Autoencoders
internal import TerminalUI

/// The code of the drawing in numbers, and its errors.
struct DrawingView: Widget {
  let draw: DrawFeature
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(theme, title: title.fitted(in: Frame.room(in: area)), isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area).inset(left: 1, right: 1)
    guard let reading = draw.reading, !interior.isEmpty else { return }
    let errors = errors(of: reading).map { $0.fitted(in: interior.width) }.filter { !$0.isEmpty }
    let least = min(reading.code.count, interior.height / 2)
    let room = max(interior.height - errors.count, least)
    let latents = latents(of: reading, atMost: room).map { $0.fitted(in: interior.width) }
    let lines = latents + errors
    for (row, line) in lines.prefix(interior.height).enumerated() {
      buffer.write(line, column: interior.column, row: interior.row + row, limit: interior.width)
    }
  }

  private var sigma: String { theme.usesUnicode ? "σ" : "sd" }
  private var minus: String { theme.usesUnicode ? "−" : "-" }

  private func signed(_ value: Double, decimals: Int = 3) -> String {
    let text = number(abs(value), decimals: decimals, cells: 8)
    return (value < 0 && Double(text) != 0 ? minus : "") + text
  }

  private var title: LineParts {
    var line = LineParts()
    let name = draw.reading?.posterior == nil ? "code" : "posterior"
    line.add([Span("\(name) of the drawing", theme.strong)], [Span(name, theme.strong)])
    if let samples = draw.reading?.samples.count, samples > 0 {
      line.add([Span("\(samples) samples on the map", theme.faint)])
    }
    if draw.input != nil, !draw.isCurrent { line.add([Span("reading it ...", theme.warning)]) }
    return line
  }

  // MARK: Latents

  /// A line each; where there is no room for all, those that say the most of the drawing, and how many others there
  /// are.
  private func latents(of reading: DrawingReading, atMost room: Int) -> [LineParts] {
    let all = reading.code.indices
    guard all.count > room else { return all.map { latent($0, of: reading) } }
    guard room > 0 else { return [] }
    let weights = reading.posterior?.kl ?? reading.code.map { Double(abs($0)) }
    let order = all.sorted { (weights[$1], $0) < (weights[$0], $1) }
    let others = order.dropFirst(room - 1)
    let kl = reading.posterior.map { posterior in others.reduce(0) { $0 + posterior.kl[$1] } }
    let amount = kl.map { ", KL \(rate($0, decimals: 2)) nats together" } ?? ""
    var rest = LineParts()
    rest.add(
      [Span("and \(others.count) more\(amount)", theme.faint)],
      [Span("and \(others.count) more", theme.faint)])
    return order.prefix(room - 1).map { latent($0, of: reading) } + [rest]
  }

  private func latent(_ latent: Int, of reading: DrawingReading) -> LineParts {
    let nameWidth = "z\(reading.code.count)".count
    let value = signed(Double(reading.code[latent]))
    var line = LineParts()
    line.add([
      Span("z\(latent + 1)".padded(to: nameWidth), theme.faint),
      Span(String(repeating: " ", count: max(9 - value.count, 1)) + value),
    ])
    guard let posterior = reading.posterior else { return line }
    line.add(field(sigma, rate(posterior.deviations[latent], decimals: 3)))
    line.add(field("KL", rate(posterior.kl[latent], decimals: 2), " nats"))
    return line
  }

  // MARK: Errors

  private func errors(of reading: DrawingReading) -> [LineParts] {
    [bound(of: reading), score(of: reading), squaredError(of: reading)]
  }

  private func field(_ name: String, _ value: String, _ unit: String = "") -> [Span] {
    [Span("\(name) ", theme.faint), Span(value), Span(unit, theme.faint)]
  }

  /// The terms of -ELBO, with the mean code.
  private func bound(of reading: DrawingReading) -> LineParts {
    var line = LineParts()
    let (recon, kl) = (reading.values.reconstruction, reading.values.kl)
    guard reading.isVariational else {
      line.add(field("recon", fixed(recon, decimals: 2), " nats"))
      return line
    }
    line.add(
      field("\(minus)ELBO with the mean code", fixed(recon + kl, decimals: 2), " nats"),
      field("\(minus)ELBO", fixed(recon + kl, decimals: 2), " nats"))
    line.add(field("recon", fixed(recon, decimals: 2)))
    line.add(field("KL", fixed(kl, decimals: 2)))
    return line
  }

  private func score(of reading: DrawingReading) -> LineParts {
    var line = LineParts()
    let score = reading.values.value(of: AnomalyScale.score)
    line.add(field("relative error", signed(score, decimals: 2)))
    guard let scale = draw.scale else { return line }
    let share = shareText(scale.count(below: score), of: scale.scores.count)
    let count = grouped(scale.scores.count)
    let isOlder = scale.version != reading.request.version
    let age = isOlder ? [Span(", earlier weights", theme.warning)] : []
    line.add(
      field("above that of", share, " of \(count) test images") + age,
      field("above", share, " of \(count) test images") + age,
      field("above", share, " of \(count)") + age)
    return line
  }

  private func squaredError(of reading: DrawingReading) -> LineParts {
    var line = LineParts()
    let (error, shape) = (reading.values.squaredError, reading.request.shape)
    line.add(
      field(
        "squared error", rate(error / Double(shape.count), decimals: 4), " per \(shape.valueName)"))
    return line
  }
}
