import Foundation

/// A number as it stands on a screen.
struct ShownNumber: CustomStringConvertible {
  let text: String
  var description: String { text }

  /// Whether this is `value` rounded to the digits that are shown.
  func isRounded(_ value: Double) -> Bool {
    guard let shown = Double(text) else { return false }
    let parts = text.split(separator: "e")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let power = parts.count > 1 ? Double(parts[1]) ?? 0 : 0
    let unit = pow(10, power - Double(decimals))
    return abs(shown - value) <= unit * 0.5 * (1 + 1e-6) + abs(value) * 1e-9
  }
}

extension String {
  /// The numbers that follow `label` in this text of a screen, wherever it stands; thousands may stand apart.
  func numbers(after label: String) -> [ShownNumber] {
    components(separatedBy: label).dropFirst().compactMap { rest in
      let trimmed = rest.drop { $0 == " " }
      guard
        let match = trimmed.prefixMatch(of: /[+−-]?(\d{1,3}( \d{3})+(?!\d)|\d+(\.\d+)?(e-?\d+)?)/)
      else { return nil }
      return ShownNumber(
        text: String(trimmed[match.range]).replacing("−", with: "-").replacing(" ", with: ""))
    }
  }

  /// The number that follows `label` where it first stands.
  func number(after label: String) -> ShownNumber? { numbers(after: label).first }
}
