internal import Autoencoders
internal import FileFormats
internal import Foundation

/// How a task came to its end.
struct TaskOutcome: Equatable, Sendable {
  enum Word: String, CaseIterable, Sendable {
    case done, failed
  }

  var word: Word
  /// Why it failed; nil where it is done.
  var message: String?
  /// When, in seconds since 1970.
  var wallTime: Double

  static func done(_ time: Double) -> TaskOutcome { TaskOutcome(word: .done, wallTime: time) }

  static func failed(_ message: String, _ time: Double) -> TaskOutcome {
    TaskOutcome(word: .failed, message: message, wallTime: time)
  }
}

extension TaskOutcome: JSONRecord {
  static let blank = TaskOutcome(word: .done, wallTime: 0)
  static let fields: [JSONField<TaskOutcome>] = [
    JSONField("outcome", \.word),
    JSONField("message", \.message),
    JSONField("wall_time", \.wallTime),
  ]

  init(parsing bytes: [UInt8]) throws { try self.init(JSONValue(parsing: bytes), at: "") }

  func text() throws -> String { try json.text() + "\n" }
}

extension TaskOutcome.Word: JSONWord {
  var word: String { rawValue }
}
