internal import Foundation

/// A value as one line of JSON, keys in snake case and in order.
///
/// - Throws: `RunError.notANumber` where a value is infinite or none.
func jsonLine(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  do { return withoutControls(try encoder.encode(value)) + "\n" } catch {
    guard case EncodingError.invalidValue = error else { throw error }
    throw RunError.notANumber
  }
}

/// JSON in which the control characters that its encoder leaves, U+007F to U+009F, are escaped.
private func withoutControls(_ json: Data) -> String {
  String(decoding: json, as: UTF8.self).unicodeScalars.map {
    (0x7f...0x9f).contains($0.value) ? "\\u00\(String($0.value, radix: 16))" : String($0)
  }.joined()
}
