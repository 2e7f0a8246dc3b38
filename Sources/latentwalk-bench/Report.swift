internal import Foundation
internal import ProgramOptions

/// Prints each measurement as it comes: a line of a table, or a JSON object.
struct Report {
  let isJSON: Bool

  func add(_ name: String, _ group: String, _ values: [(String, Double)]) {
    if isJSON {
      let fields = values.map { "\"\($0.0)\":\(number($0.1))" }
      printOut("{\"group\":\"\(group)\",\"name\":\"\(name)\",\(fields.joined(separator: ","))}\n")
    } else {
      let fields = values.map { "\($0.0) \(number($0.1))" }
      printOut("\(group.padded(to: 10))\(name.padded(to: 22))\(fields.joined(separator: "  "))\n")
    }
  }

  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let decimals = abs(value) >= 1000 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 0.1 ? 3 : 6
    return String(format: "%.\(decimals)f", value)
  }
}
