internal import FileFormats

/// Finds the scalars in the records of an event file: a length, its masked CRC-32C, an event, and the checksum of that.
///
/// Behind a damaged record, reading goes on at the next place where a length and its checksum agree.
struct EventParser {
  /// Longer events hold pictures or tables.
  private static let lengthLimit: UInt64 = 1 << 22

  /// What stands before the names of metrics.
  private let prefix: String
  private var names = NameTable()
  /// The numbers of metrics in the run, by their numbers here.
  private var tags: [Int?] = []
  private var isLost = false

  init(prefix: String) { self.prefix = prefix }

  /// The length of the record at a place; nil where its checksum disagrees, or there are too few bytes.
  static func length(in bytes: [UInt8], at place: Int) -> UInt64? {
    guard bytes.count - place >= 12 else { return nil }
    var head = WireCursor(place..<place + 12)
    guard let length = head.fixed64(in: bytes), let checksum = head.fixed32(in: bytes),
      maskedCRC32C(bytes, place..<place + 8) == checksum
    else { return nil }
    return length
  }

  /// Reads whole records, and returns how many bytes they are.
  mutating func read(_ bytes: [UInt8], into run: inout RunRecord) -> Int {
    var place = 0
    while bytes.count - place >= 12 {
      guard let length = Self.length(in: bytes, at: place) else {
        lose(&run)
        place += 1
        continue
      }
      guard length <= Self.lengthLimit else {
        guard length < UInt64(Int.max / 2) else {
          lose(&run)
          place += 1
          continue
        }
        isLost = false
        place += 16 + Int(length)
        if place >= bytes.count { return place }
        continue
      }
      let event = place + 12..<place + 12 + Int(length)
      guard bytes.count - event.upperBound >= 4 else { return place }
      var foot = WireCursor(event.upperBound..<event.upperBound + 4)
      if foot.fixed32(in: bytes) == maskedCRC32C(bytes, event) {
        isLost = false
        readEvent(bytes, event, into: &run)
        place = event.upperBound + 4
      } else {
        lose(&run)
        place += 12
      }
    }
    return place
  }

  /// One record, however many places are tried until the next is found.
  private mutating func lose(_ run: inout RunRecord) {
    if !isLost { run.damagedRecords += 1 }
    isLost = true
  }

  private mutating func readEvent(
    _ bytes: [UInt8], _ range: Range<Int>, into run: inout RunRecord
  ) {
    var event = WireCursor(range)
    var (time, step) = (Double.nan, Int64(0))
    var summary: Range<Int>?
    var isStart = false
    while let (number, kind) = event.field(in: bytes) {
      switch (number, kind) {
      case (1, .fixed64): time = event.fixed64(in: bytes).map(Double.init(bitPattern:)) ?? .nan
      case (2, .integer): step = event.integer(in: bytes).map(Int64.init(bitPattern:)) ?? 0
      case (5, .bytes): summary = event.range(in: bytes)
      case (7, .bytes): isStart = event.range(in: bytes).map { Self.isStart(bytes, $0) } ?? false
      default: event.skip(kind, in: bytes)
      }
    }
    if event.isMalformed { run.damagedRecords += 1 }
    // A run that goes on from a checkpoint does again what it had done beyond.
    if isStart { run.removePoints(from: step) }
    guard let summary else { return }
    var values = WireCursor(summary)
    while let (number, kind) = values.field(in: bytes) {
      guard number == 1, kind == .bytes, let value = values.range(in: bytes) else {
        values.skip(kind, in: bytes)
        continue
      }
      readValue(bytes, value, step: step, time: time, into: &run)
    }
  }

  private static func isStart(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var message = WireCursor(range)
    while let (number, kind) = message.field(in: bytes) {
      if number == 1, kind == .integer { return message.integer(in: bytes) == 1 }
      message.skip(kind, in: bytes)
    }
    return false
  }

  private mutating func readValue(
    _ bytes: [UInt8], _ range: Range<Int>, step: Int64, time: Double, into run: inout RunRecord
  ) {
    var message = WireCursor(range)
    var tag: Range<Int>?
    var scalar: Double?
    while let (number, kind) = message.field(in: bytes) {
      switch (number, kind) {
      case (1, .bytes): tag = message.range(in: bytes)
      case (2, .fixed32):
        scalar = message.fixed32(in: bytes).map { Double(Float(bitPattern: $0)) }
      case (8, .bytes):
        scalar = message.range(in: bytes).flatMap { tensorScalar(bytes, $0) }
      default: message.skip(kind, in: bytes)
      }
    }
    guard let tag, let scalar, let number = number(of: bytes, tag, &run) else { return }
    run.append(LogPoint(step: step, time: time, value: scalar), to: number)
  }

  private mutating func number(
    of bytes: [UInt8], _ tag: Range<Int>, _ run: inout RunRecord
  ) -> Int? {
    guard let name = names.number(of: bytes, tag) else { return nil }
    if name == tags.count { tags.append(run.number(of: prefix + names.text(name))) }
    return tags[name]
  }
}
