internal import TerminalUI

extension String {
  /// Cells that it takes: one a scalar.
  var cells: Int { unicodeScalars.count }

  /// The text, or where it is longer than `room` its beginning and its end, which tell names apart, with a mark between.
  func fitted(to room: Int, _ theme: Theme) -> String {
    guard cells > room else { return self }
    let mark = theme.usesUnicode ? "…" : "~"
    guard room > 1 else { return room == 1 ? mark : "" }
    let end = (room - 1) / 2
    let scalars = unicodeScalars
    return String(scalars.prefix(room - 1 - end)) + mark + String(scalars.suffix(end))
  }
}

/// A number to as many significant digits, six at most, as fit into some cells: rounded, never cut.
func valueText(_ value: Double, cells: Int) -> String {
  (1...6).reversed().lazy.map { significant(value, digits: $0) }.first { $0.count <= cells }
    ?? significant(value, digits: 1)
}
