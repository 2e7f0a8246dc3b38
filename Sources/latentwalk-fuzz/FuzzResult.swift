internal import Foundation

/// What came of a reader's inputs.
struct FuzzResult: Codable {
  let reader: String
  let seed: UInt64
  var inputs = 0
  var accepted = 0
  var refused = 0
  /// The most seconds of the processor that an input took, and which.
  var slowestSeconds = 0.0
  var slowestInput = 0
  /// Bytes of memory that were needed beyond what there was before the first input.
  var memory = 0
  var longestInput = 0
  /// What went wrong, if anything.
  var failure: String?

  init(reader: String, seed: UInt64) {
    self.reader = reader
    self.seed = seed
  }

  private static let mostSeconds = 1.0

  /// Memory that readers may take besides four times the input.
  private static let freeMemory = 64_000_000

  /// Whether an input took too long or too much.
  var excess: String? {
    if slowestSeconds > Self.mostSeconds {
      return "input \(slowestInput) took \(slowestSeconds) s"
    }
    let allowed = Self.freeMemory + 4 * longestInput
    return memory > allowed ? "\(memory) bytes of memory, \(allowed) allowed" : nil
  }

  var line: String {
    let slowest = String(format: "%.1f", slowestSeconds * 1000)
    let megabytes = String(format: "%.1f", Double(memory) / 1e6)
    let name = reader.padding(toLength: 12, withPad: " ", startingAt: 0)
    return
      "\(name) \(inputs) inputs, \(accepted) accepted, \(refused) refused, at most \(slowest) ms and \(megabytes) MB"
      + (failure.map { "; FAILED: \($0)" } ?? "") + "\n"
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
