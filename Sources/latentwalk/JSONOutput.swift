internal import Foundation

/// A value as one line of JSON, keys in snake case and in order.
///
/// - Throws: `RunError.notANumber` where a value is infinite or none.
func jsonLine(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  do { return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n" } catch {
    guard case EncodingError.invalidValue = error else { throw error }
    throw RunError.notANumber
  }
}
