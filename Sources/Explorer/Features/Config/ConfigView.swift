internal import TerminalUI

/// The settings with their values, and the keys that were given, in a box over the page.
struct ConfigView: Widget {
  let config: ConfigFeature
  let preferences: Preferences
  let theme: Theme

  private static let nameWidth = 14
  private static let valueWidth = 10

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let lines = lines
    let box = area.centered(
      Size(width: min(area.width, 96), height: min(area.height - 2, lines.count + 2)))
    buffer.fill(box)
    buffer.draw(
      Frame(
        theme, title: [Span("settings", theme.strong)],
        footnote: .fitting(
          ["arrows change", "Esc closes", ": config.key gives keys"].map {
            [Span($0, theme.faint)]
          }, room: Frame.room(in: box)), isFocused: true), in: box)
    let interior = Frame.interior(of: box).inset(left: 1, right: 1)
    for (row, line) in lines.prefix(interior.height).enumerated() {
      let place = Rect(
        column: interior.column, row: interior.row + row, width: interior.width, height: 1)
      buffer.write(line, column: place.column, row: place.row, limit: place.width)
      if row == config.selection { buffer.restyle(place) { $0.attributes.insert(.reverse) } }
    }
  }

  private var lines: [[Span]] {
    let settings = Setting.allCases.map { setting in
      [
        Span(setting.name.padded(to: Self.nameWidth), theme.strong),
        Span(setting.value(in: preferences).padded(to: Self.valueWidth)),
        Span(setting.help, theme.faint),
      ]
    }
    let keys = preferences.keys.keys.sorted { $0.key < $1.key }.map { line, keys in
      [
        Span("key".padded(to: Self.nameWidth), theme.strong),
        Span(keys.map(\.name).joined(separator: " ").padded(to: Self.valueWidth)),
        Span(line, theme.faint),
      ]
    }
    return settings + keys
  }
}
