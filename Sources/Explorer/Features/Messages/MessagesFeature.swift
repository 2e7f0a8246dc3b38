/// What a person was told so far.
public struct MessagesFeature: Equatable, Sendable {
  /// A line, and when it was told.
  struct Entry: Equatable, Sendable {
    let text: String
    /// Milliseconds since the start.
    let milliseconds: Int
  }

  /// Lines that are kept at most.
  static let most = 500

  /// Lines that were told, those no longer kept among them.
  private(set) var count = 0
  /// The lines, the newest first.
  private(set) var entries: [Entry] = []
  /// How many of the newest are passed over.
  private(set) var offset = 0

  init() {}

  /// Keeps a line.
  mutating func add(_ text: String, at milliseconds: Int) {
    count += 1
    entries.insert(Entry(text: text, milliseconds: milliseconds), at: 0)
    if entries.count > Self.most { entries.removeLast() }
    offset = 0
  }

  /// Shows lines that are so many places older.
  mutating func scroll(by places: Int) {
    offset = min(max(offset + places, 0), max(entries.count - 1, 0))
  }
}
