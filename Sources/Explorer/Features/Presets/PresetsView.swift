internal import Autoencoders
internal import TerminalUI

/// The presets to choose from, in a box over the page.
struct PresetsView: Widget {
  let presets: PresetsFeature
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let shown = presets.shown
    let box = area.centered(
      Size(width: min(area.width, 96), height: min(area.height - 2, Preset.all.count + 3)))
    buffer.fill(box)
    buffer.draw(
      Frame(
        theme,
        title: [Span("train a preset", theme.strong), Span("  \(shown.count)", theme.faint)],
        footnote: .fitting(
          ["Enter trains", "Esc closes", "type to search"].map { [Span($0, theme.faint)] },
          room: Frame.room(in: box)), isFocused: true), in: box)
    let interior = Frame.interior(of: box).inset(left: 1, right: 1)
    buffer.write(
      [Span("> ", theme.focusedFrame), Span(presets.filter + "_")], column: interior.column,
      row: interior.row, limit: interior.width)
    let room = max(interior.height - 1, 0)
    let nameWidth = (Preset.all.map(\.name.count).max() ?? 0) + 2
    let first = min(max(presets.selection - room / 2, 0), max(shown.count - room, 0))
    for (row, index) in (first..<shown.count).prefix(room).enumerated() {
      let place = interior.row + 1 + row
      buffer.write(
        [
          Span(shown[index].name.padded(to: nameWidth), theme.strong),
          Span(
            shown[index].summary.shortened(to: interior.width - nameWidth, theme), theme.faint),
        ], column: interior.column, row: place, limit: interior.width)
      if index == presets.selection {
        buffer.restyle(
          Rect(column: interior.column, row: place, width: interior.width, height: 1)
        ) { $0.attributes.insert(.reverse) }
      }
    }
  }
}
