internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// Prints each measurement as it comes: a line of a table, or a JSON object.
struct Report {
  let isJSON: Bool

  func add(_ name: String, _ group: String, _ values: [(String, Double)]) throws {
    guard !isJSON else {
      var fields: [String: JSONValue] = ["group": .string(group), "name": .string(name)]
      for (key, value) in values { fields[key] = .number(JSONNumber(rounded(value))) }
      return printOut(try JSONValue(encoding: JSONValue.object(fields)).text() + "\n")
    }
    let fields = values.map { "\($0.0) \(text($0.1))" }
    printOut("\(group.padded(to: 10))\(name.padded(to: 22))\(fields.joined(separator: "  "))\n")
  }

  /// The digits of a value that mean something.
  private func text(_ value: Double) -> String {
    let isWhole = value == value.rounded()
    let decimals =
      isWhole || abs(value) >= 1000 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 0.1 ? 3 : 6
    return String(format: "%.\(decimals)f", value)
  }

  private func rounded(_ value: Double) -> Double { Double(text(value)) ?? value }
}
