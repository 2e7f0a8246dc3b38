/// A moment of training with the values that were logged of it, as TensorBoard's event files have them
/// (tensorboard/compat/proto/event.proto and summary.proto).
package struct TensorBoardEvent: Equatable, Sendable {
  /// A picture, as the file holds it.
  package struct Picture: Equatable, Sendable {
    /// Rows of pixels.
    package let height: Int
    /// Columns of pixels.
    package let width: Int
    /// 1 in gray, 3 in color.
    package let channels: Int
    /// The bytes of a PNG file.
    package let png: [UInt8]

    /// A picture of `height` x `width` pixels whose PNG file is `png`.
    package init(height: Int, width: Int, channels: Int, png: [UInt8]) {
      (self.height, self.width, self.channels, self.png) = (height, width, channels, png)
    }
  }

  /// What was logged under a tag.
  package enum Content: Equatable, Sendable {
    case scalar(Float)
    case picture(Picture)
    case histogram(Histogram)
  }

  /// What was logged, and its name; the part before the first `/` is that of a group of charts.
  package struct Value: Equatable, Sendable {
    package let tag: String
    package let content: Content

    package init(_ tag: String, _ content: Content) { (self.tag, self.content) = (tag, content) }
  }

  /// Seconds since 1970.
  package let wallTime: Double
  /// Steps completed.
  package let step: Int
  /// What was logged; no value in the first record of a file, which names the format.
  package let values: [Value]

  /// An event of values.
  package init(wallTime: Double, step: Int, values: [Value]) {
    (self.wallTime, self.step, self.values) = (wallTime, step, values)
  }

  /// The record that every file begins with.
  package static func fileHeader(wallTime: Double) -> [UInt8] {
    var event = ProtocolBufferWriter()
    event.add(Field.wallTime, wallTime)
    event.add(Field.fileVersion, "brain.Event:2")
    return Self.record(of: event.bytes)
  }

  /// The event as a record of a file.
  package var record: [UInt8] {
    var event = ProtocolBufferWriter()
    event.add(Field.wallTime, wallTime)
    event.add(Field.step, Int64(step))
    event.add(Field.summary) { summary in
      for value in values { summary.add(Field.value) { value.write(to: &$0) } }
    }
    return Self.record(of: event.bytes)
  }

  /// Length, its checksum, the bytes, their checksum (tensorboard/summary/writer/record_writer.py).
  private static func record(of bytes: [UInt8]) -> [UInt8] {
    let length = UInt64(bytes.count).littleEndianBytes
    return length + maskedCRC32C(length, 0..<length.count).littleEndianBytes
      + bytes + maskedCRC32C(bytes, 0..<bytes.count).littleEndianBytes
  }
}

/// The numbers of the fields.
private enum Field {
  static let wallTime = 1
  static let step = 2
  static let fileVersion = 3
  static let summary = 5
  static let value = 1
}

/// The numbers of the fields of a value.
private enum ValueField {
  static let tag = 1
  static let scalar = 2
  static let picture = 4
  static let histogram = 5
}

extension TensorBoardEvent.Value {
  fileprivate func write(to value: inout ProtocolBufferWriter) {
    value.add(ValueField.tag, tag)
    switch content {
    case .scalar(let number): value.add(ValueField.scalar, number)
    case .picture(let picture): value.add(ValueField.picture) { picture.write(to: &$0) }
    case .histogram(let histogram): value.add(ValueField.histogram) { histogram.write(to: &$0) }
    }
  }
}

extension TensorBoardEvent.Picture {
  fileprivate func write(to picture: inout ProtocolBufferWriter) {
    picture.add(1, Int64(height))
    picture.add(2, Int64(width))
    picture.add(3, Int64(channels))
    picture.add(4, png)
  }
}

// MARK: - Reading back

extension TensorBoardEvent {
  /// A record of a file that is gone on with.
  package struct Mark: Equatable, Sendable {
    /// Steps completed; 0 in a file's first record.
    package let step: Int
    /// The names of what was logged.
    package let tags: [String]
    /// Where the record ends in the file.
    package let end: Int
  }

  /// The whole and sound records that some bytes begin with.
  package static func marks(in bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    var place = 0
    while let (event, end) = record(at: place, in: bytes) {
      let values = event.message(Field.summary)?.messages(Field.value) ?? []
      marks.append(
        Mark(
          step: event.integer(Field.step).map { Int($0) } ?? 0,
          tags: values.compactMap { $0.string(ValueField.tag) }, end: end))
      place = end
    }
    return marks
  }

  private static func record(
    at place: Int, in bytes: [UInt8]
  ) -> (event: ProtocolBuffer, end: Int)? {
    let (lengthSize, checksumSize) = (8, 4)
    let start = place + lengthSize + checksumSize
    guard bytes.count - start >= checksumSize else { return nil }
    let length = integer(UInt64.self, at: place, in: bytes)
    guard
      maskedCRC32C(bytes, place..<place + lengthSize)
        == integer(UInt32.self, at: place + lengthSize, in: bytes),
      length <= UInt64(bytes.count - start - checksumSize)
    else { return nil }
    let end = start + Int(length)
    guard maskedCRC32C(bytes, start..<end) == integer(UInt32.self, at: end, in: bytes),
      let event = ProtocolBuffer(bytes[start..<end])
    else { return nil }
    return (event, end + checksumSize)
  }

  private static func integer<Value: FixedWidthInteger>(
    _: Value.Type, at place: Int, in bytes: [UInt8]
  ) -> Value {
    bytes[place..<place + Value.bitWidth / 8].reversed()
      .reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }
}
