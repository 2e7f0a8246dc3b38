internal import TerminalUI
internal import TrainingLogs

/// A slider for each latent, in the order that was asked for.
struct CodeView: Widget {
  let code: CodeFeature
  /// The values under the cursor.
  let values: [Float]
  /// The code of the image it came from.
  let original: [Float]?
  /// How it came about.
  let source: [Span]
  let session: SessionSnapshot
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let room = Frame.room(in: area)
    buffer.draw(
      Frame(
        theme, title: .fitting(title, room: room), footnote: .fitting(footnote, room: room),
        isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area).inset(left: 1, right: 1)
    guard let spread = code.spread, values.count == code.latents.count else {
      buffer.write(
        "waiting for the first codes", column: interior.column, row: interior.row,
        style: theme.faint, limit: interior.width)
      return
    }
    let columns = Columns(interior, hasKL: hasKL, latents: code.latents.count)
    drawHeading(columns, spread, into: &buffer)
    let rows = max(interior.height - 1, 0)
    let place = code.latents.firstIndex(of: code.selected) ?? 0
    let first = min(max(place - rows / 2, 0), max(code.latents.count - rows, 0))
    for (row, latent) in code.latents.dropFirst(first).prefix(rows).enumerated() {
      draw(latent, row: interior.row + 1 + row, columns, spread, into: &buffer)
    }
  }

  // MARK: Words

  private var hasKL: Bool { session.klPerDimension.count == code.latents.count }

  private var title: [[Span]] {
    var parts = [
      [Span("code", theme.strong)], [Span("\(code.latents.count) latents \(code.order.name)")],
    ]
    if !source.isEmpty { parts.append(source) }
    return parts
  }

  private var footnote: [[Span]] {
    var parts: [[Span]] = []
    if code.spread?.isNonnegative == true {
      parts.append([
        Span("\(values.count { $0 == 0 }) of \(values.count) values are zero", theme.faint)
      ])
    }
    if hasKL {
      let active = session.klPerDimension.count { $0 > LatentCollapse.leastKL }
      parts.append([
        Span("\(active) of \(code.latents.count) carry more than 0.01 nats", theme.faint)
      ])
    }
    return parts
  }

  // MARK: Rows

  /// Where the parts of a row stand.
  private struct Columns {
    let name, kl, track, value: Rect

    init(_ area: Rect, hasKL: Bool, latents: Int) {
      let nameWidth = "z\(latents)".count + 2
      let (name, rest) = area.splitLeft(nameWidth)
      let (kl, other) = rest.splitLeft(hasKL && area.width >= 40 ? 8 : 0)
      let (track, value) = other.splitLeft(max(other.width - 9, 0))
      (self.name, self.kl, self.track, self.value) = (name, kl, track, value)
    }
  }

  private func drawHeading(_ columns: Columns, _ spread: CodeSpread, into buffer: inout CellBuffer)
  {
    let row = columns.name.row
    if !columns.kl.isEmpty {
      buffer.write("KL, nats", column: columns.kl.column - 1, row: row, style: theme.faint)
    }
    let reach = theme.usesUnicode ? ("mean −3σ", "mean +3σ") : ("mean -3sd", "mean +3sd")
    let ends = spread.isNonnegative ? ("0", "greatest") : reach
    let track = columns.track.inset(left: 1, right: 1)
    guard track.width > ends.0.count + ends.1.count else { return }
    buffer.write(ends.0, column: track.column, row: row, style: theme.faint)
    buffer.write(
      ends.1, column: track.maxColumn - ends.1.count, row: row, style: theme.faint)
  }

  private func draw(
    _ latent: Int, row: Int, _ columns: Columns, _ spread: CodeSpread,
    into buffer: inout CellBuffer
  ) {
    let isSelected = latent == code.selected
    let mark = isSelected ? (theme.usesUnicode ? "▸" : ">") : " "
    buffer.write(
      mark + "z\(latent + 1)", column: columns.name.column, row: row,
      style: isSelected ? theme.focusedFrame : theme.faint)
    if !columns.kl.isEmpty {
      let text = fixed(session.klPerDimension[latent], decimals: 3)
      buffer.write(
        text, column: columns.kl.maxColumn - text.count - 1, row: row, limit: columns.kl.width)
    }
    let track = Rect(
      column: columns.track.column + 1, row: row, width: columns.track.width - 2, height: 1)
    buffer.draw(
      Slider(
        range: spread.range(of: latent), value: values[latent], original: original?[latent],
        isBar: spread.isNonnegative, isSelected: isSelected, theme: theme), in: track)
    let text = number(Double(values[latent]), decimals: 3, cells: 8)
    buffer.write(
      text, column: columns.value.maxColumn - text.count, row: row,
      style: isSelected ? theme.strong : .plain)
  }
}
