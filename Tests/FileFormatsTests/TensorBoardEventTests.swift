import FileFormats
import TestSupport
import Testing

struct TensorBoardEventTests {
  /// The vectors of RFC 3720, B.4, and of TensorBoard's masked_crc.rs.
  @Test func checksumsAreThoseOfCastagnoli() {
    #expect(crc32c(Array("123456789".utf8), 0..<9) == 0xe306_9283)
    #expect(crc32c([UInt8](repeating: 0, count: 32), 0..<32) == 0x8a91_36aa)
    let record = [0x1a, 0x11] + Array("CRC test, one two".utf8)
    #expect(maskedCRC32C(record, 0..<record.count) == 0x5794_d08a)
  }

  // tensorboard 2.21: RecordWriter(file).write(event_pb2.Event(…).SerializeToString())

  @Test func aFileBeginsAsTensorBoardsOwn() {
    let expected = bytes(
      "1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c")
    #expect(TensorBoardEvent.fileHeader(wallTime: 1.5) == expected)
  }

  /// `Event(wall_time=2.25, step=300, summary=Summary(value=[Value(tag="total/train", simple_value=0.5)]))`
  @Test func aNumberIsWrittenAsTensorBoardWritesIt() {
    let event = TensorBoardEvent(
      wallTime: 2.25, step: 300, values: [.init("total/train", .scalar(0.5))])
    let expected = bytes(
      "220000000000000078113dfd09000000000000024010ac022a140a120a0b746f74616c2f747261696e150000003f"
        + "243ea005")
    #expect(event.record == expected)
  }

  /// What TensorBoard itself makes of pictures and histograms is a test of the program.
  @Test func whatIsWrittenIsFoundAgain() throws {
    let histogram = try #require(TensorBoardEvent.Histogram(of: [-1, 0.5, 2]))
    let picture = TensorBoardEvent.Picture(height: 2, width: 3, channels: 1, png: [1, 2, 3])
    let events = [
      TensorBoardEvent(wallTime: 1, step: 5, values: [.init("total/train", .scalar(1))]),
      TensorBoardEvent(
        wallTime: 2, step: 7,
        values: [.init("parameters/a", .histogram(histogram)), .init("b", .picture(picture))]),
    ]
    let file = TensorBoardEvent.fileHeader(wallTime: 0) + events.flatMap(\.record)
    let marks = TensorBoardEvent.marks(in: file)
    #expect(marks.map(\.step) == [0, 5, 7])
    #expect(marks.map(\.tags) == [[], ["total/train"], ["parameters/a", "b"]])
    #expect(marks.last?.end == file.count)
    // One cut off, and one that was damaged, end what is known.
    #expect(TensorBoardEvent.marks(in: file.dropLast()) == marks.dropLast())
    var damaged = file
    damaged[marks[0].end + 14] ^= 1
    #expect(TensorBoardEvent.marks(in: damaged) == Array(marks.prefix(1)))
    damaged[3] = 0xff
    #expect(TensorBoardEvent.marks(in: damaged) == [])
  }

  /// numpy: `x = ((arange(200) * 37 % 129 - 64) / 16)`, `bincount(searchsorted(limits, x, side="left"))` with
  /// `limits = x.min() + arange(1, 31) * (x.max() - x.min()) / 30`.
  @Test func countsAreThoseOfNumPy() throws {
    let numbers = (0..<200).map { Float($0 * 37 % 129 - 64) / 16 }
    let histogram = try #require(TensorBoardEvent.Histogram(of: numbers + [.nan, .infinity]))
    #expect(
      histogram.counts == [
        10, 8, 6, 5, 7, 8, 7, 5, 6, 8, 8, 5, 4, 8, 10, 5, 4, 7, 10, 6, 4, 5, 10, 8, 4, 4, 10, 8, 5,
        5,
      ])
    #expect(histogram.least == -4 && histogram.greatest == 4 && histogram.count == 200)
    #expect(histogram.sum == -19.9375 && histogram.sumOfSquares == 1090.667_968_75)
    #expect(histogram.limits.last == 4)
  }

  @Test func numbersThatAreOneOrNoneHaveAHistogramOrNone() {
    #expect(TensorBoardEvent.Histogram(of: []) == nil)
    #expect(TensorBoardEvent.Histogram(of: [.nan]) == nil)
    let one = TensorBoardEvent.Histogram(of: [3, 3])
    #expect(one?.limits == [3] && one?.counts == [2])
    let extremes = TensorBoardEvent.Histogram(
      of: [-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude])
    #expect(extremes?.counts.reduce(0, +) == 3)
  }

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
