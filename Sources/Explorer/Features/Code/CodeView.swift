internal import Autoencoders
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
    let columns = Columns(interior, hasMeasure: measure != nil, latents: code.latents.count)
    drawHeading(columns, spread, into: &buffer)
    let rows = max(interior.height - 1 - (code.directions.direction == nil ? 0 : 1), 0)
    let place = code.latents.firstIndex(of: code.selected) ?? 0
    let first = min(max(place - rows / 2, 0), max(code.latents.count - rows, 0))
    var row = interior.row + 1
    if let direction = code.directions.direction {
      draw(direction, row: row, columns, into: &buffer)
      row += 1
    }
    for latent in code.latents.dropFirst(first).prefix(rows) {
      draw(latent, row: row, columns, spread, into: &buffer)
      row += 1
    }
  }

  // MARK: Words

  private var hasKL: Bool { session.klPerDimension.count == code.latents.count }

  /// What stands beside each latent: how much of the image it changes where they are ranked by that, else its KL.
  private var measure: (name: String, values: [Double])? {
    if code.order == .visible, let values = code.changes?.values { return ("change", values) }
    return hasKL ? ("KL, nats", session.klPerDimension) : nil
  }

  private var title: [[Span]] {
    var parts = [
      [Span("code", theme.strong)], [Span("\(code.latents.count) latents \(code.order.name)")],
    ]
    if code.isSorting { parts.append([Span("looking for visible change ...", theme.warning)]) }
    if !source.isEmpty { parts.append(source) }
    return parts
  }

  private var footnote: [[Span]] { directionNote + orderNote + countNotes }

  /// What the slider of the direction is, and in how many latents it is certain.
  private var directionNote: [[Span]] {
    guard let direction = code.directions.direction, let ends = code.directions.ends else {
      return []
    }
    let title = DirectionTitle(ends: ends, direction: direction, theme: theme)
    let certain = title.certainLatents.map { count in
      Span(", beyond 2 standard errors in \(count) of \(code.latents.count) latents", theme.faint)
    }
    return [[Span("v: \(title.name)", theme.strong)] + [certain].compactMap(\.self)]
  }

  private var orderNote: [[Span]] {
    guard code.order == .visible else { return [] }
    let whose = session.isVariational ? "posterior" : "codes"
    return [[Span("change: of a pixel, one deviation of the \(whose) either way", theme.faint)]]
  }

  private var countNotes: [[Span]] {
    var parts: [[Span]] = []
    if code.spread?.isNonnegative == true {
      let below = values.count { $0 < 0 }
      if below > 0 {
        parts.append([Span("\(below) values below 0, as of no image", theme.warning)])
      }
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
    let name, measure, track, value: Rect

    init(_ area: Rect, hasMeasure: Bool, latents: Int) {
      let nameWidth = "z\(latents)".count + 2
      let (name, rest) = area.splitLeft(nameWidth)
      let (measure, other) = rest.splitLeft(hasMeasure && area.width >= 40 ? 8 : 0)
      let (track, value) = other.splitLeft(max(other.width - 9, 0))
      (self.name, self.measure, self.track, self.value) = (name, measure, track, value)
    }
  }

  private func drawHeading(_ columns: Columns, _ spread: CodeSpread, into buffer: inout CellBuffer)
  {
    let row = columns.name.row
    if !columns.measure.isEmpty, let measure {
      buffer.write(
        measure.name, column: columns.measure.maxColumn - measure.name.count - 1, row: row,
        style: theme.faint)
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
    let isSelected = latent == code.selected && code.chosenDirection == nil
    let mark = isSelected ? (theme.usesUnicode ? "▸" : ">") : " "
    buffer.write(
      mark + "z\(latent + 1)", column: columns.name.column, row: row,
      style: isSelected ? theme.focusedFrame : theme.faint)
    if !columns.measure.isEmpty, let measure {
      let text = fixed(measure.values[latent], decimals: 3)
      buffer.write(
        text, column: columns.measure.maxColumn - text.count - 1, row: row,
        limit: columns.measure.width)
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

  /// The direction as one more slider, before all latents.
  private func draw(
    _ direction: CodeDirection, row: Int, _ columns: Columns, into buffer: inout CellBuffer
  ) {
    let isSelected = code.chosenDirection != nil
    let mark = isSelected ? (theme.usesUnicode ? "\u{25b8}" : ">") : " "
    buffer.write(
      mark + "v", column: columns.name.column, row: row,
      style: isSelected ? theme.focusedFrame : theme.faint)
    let place = direction.place(of: values)
    let track = Rect(
      column: columns.track.column + 1, row: row, width: columns.track.width - 2, height: 1)
    buffer.draw(
      Slider(
        range: CodeFeature.directionRange, value: Float(place),
        original: original.map { Float(direction.place(of: $0)) }, isBar: false,
        isSelected: isSelected, theme: theme), in: track)
    let text = number(place, decimals: 3, cells: 8)
    buffer.write(
      text, column: columns.value.maxColumn - text.count, row: row,
      style: isSelected ? theme.strong : .plain)
  }
}
