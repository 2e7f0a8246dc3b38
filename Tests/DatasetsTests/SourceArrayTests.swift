import Datasets
import FileFormats
import Testing

/// Arrays as people store them, and what is read of them.
struct SourceArrayTests {
  private static func source(_ element: String, _ shape: [Int], _ bytes: [UInt8]) throws
    -> SourceArray
  {
    try SourceArray(npy: DatasetNPYTests.npy(element, shape, bytes), file: "a")
  }

  private static func floats(_ values: [Float], _ shape: [Int]) throws -> SourceArray {
    try SourceArray(npy: NPYArray(values, shape: shape).fileBytes(), file: "a")
  }

  /// `channel-last` and `flat` of the cases, and channels first.
  @Test(arguments: [[2, 28, 28], [2, 28, 28, 1], [2, 1, 28, 28], [2, 784]])
  func shapesOfImages(shape: [Int]) throws {
    let bytes = (0..<1568).map { UInt8($0 % 251) }
    let source = try Self.source("|u1", shape, bytes)
    var notes: [DatasetNote] = []
    #expect(try source.imageCount() == 2)
    #expect(try source.pixels(PixelReading(), &notes) == bytes && notes.isEmpty)
  }

  @Test(arguments: [[1568], [2, 28, 28, 2], [2, 783], [2, 49], [1, 2, 28, 28, 1]])
  func shapesThatAreNone(shape: [Int]) throws {
    let count = shape.reduce(1, *)
    let source = try Self.source("|u1", shape, [UInt8](repeating: 0, count: count))
    #expect(throws: DatasetError.notImages(file: "a", shape: shape)) { try source.imageCount() }
  }

  /// `label-column`, `label-int32` and one-hot labels of the cases.
  @Test(
    arguments: [
      ("|u1", [3], [3, 7, 0]), ("|u1", [3, 1], [3, 7, 0]), ("|u1", [1, 3], [3, 7, 0]),
      ("<i4", [3], [3, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]), (">u2", [3, 1], [0, 3, 0, 7, 0, 0]),
      (
        "|b1", [3, 8],
        [0, 0, 0, 1, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 1] + [1, 0, 0, 0, 0, 0, 0, 0]
      ),
    ] as [(String, [Int], [UInt8])])
  func labels(element: String, shape: [Int], bytes: [UInt8]) throws {
    #expect(try Self.source(element, shape, bytes).labels(ofImages: 3, in: "b") == [3, 7, 0])
  }

  @Test func floatsMayBeOneHot() throws {
    #expect(try Self.floats([0, 1, 1, 0], [2, 2]).labels(ofImages: 2, in: "b") == [1, 0])
    #expect(throws: DatasetError.notOneHot(file: "a", index: 1)) {
      try Self.floats([0, 1, 1, 1], [2, 2]).labels(ofImages: 2, in: "b")
    }
    #expect(throws: DatasetError.array(file: "a", .labelElement("<f4"))) {
      try Self.floats([0, 1], [2]).labels(ofImages: 2, in: "b")
    }
  }

  private static func pixels(_ first: Float, _ reading: PixelReading = PixelReading()) throws
    -> [UInt8]
  {
    var notes: [DatasetNote] = []
    let rest = [Float](repeating: 0.5, count: 783)
    return try floats([first] + rest, [1, 28, 28]).pixels(reading, &notes)
  }

  /// `slightly-over-one` and `slightly-under-zero` of the cases.
  @Test func roundingMayLeaveTheRange() throws {
    #expect(try Self.pixels(1.0000002)[0] == 255)
    #expect(try Self.pixels(-1e-9)[0] == 0)
    let error = DatasetError.pixelOutOfRange(
      file: "a", image: 0, value: 1.001, least: 0.5, greatest: 1.001)
    #expect(throws: error) { try Self.pixels(1.001) }
    for (value, isNaN) in [(Float.nan, true), (.infinity, false), (-.infinity, false)] {
      let error = DatasetError.pixelNotFinite(file: "a", image: 0, pixel: 0, isNaN: isNaN)
      #expect(throws: error) { try Self.pixels(value) }
      #expect(throws: error) { try Self.pixels(value, PixelReading(range: 0...9)) }
    }
  }

  @Test func aRangeIsRescaled() throws {
    let pixels = try Self.pixels(-1, PixelReading(range: -1...1))
    #expect(pixels[0] == 0 && pixels[1] == 191)  // 255 · 3 / 4, rounded
    #expect(throws: DatasetError.self) { try Self.pixels(-1.1, PixelReading(range: -1...1)) }
  }

  @Test func wholeFloatsUpTo255AreReadAsSuch() throws {
    var notes: [DatasetNote] = []
    let values = (0..<784).map { Float($0 % 256) }
    let pixels = try Self.floats(values, [1, 784]).pixels(PixelReading(), &notes)
    #expect(pixels == (0..<784).map { UInt8($0 % 256) } && notes == [.readUpTo255(file: "a")])
  }

  @Test func integersAndTruthValues() throws {
    var notes: [DatasetNote] = []
    let truth = try Self.source("|b1", [1, 784], (0..<784).map { UInt8($0 % 2) })
    #expect(try truth.pixels(PixelReading(), &notes)[..<2] == [0, 255])
    let wide = try Self.source("<u2", [1, 784], (0..<784).flatMap { _ in [UInt8(44), 1] })  // 300
    #expect(
      throws: DatasetError.pixelOutOfRange(
        file: "a", image: 0, value: 300, least: 300, greatest: 300)
    ) { try wide.pixels(PixelReading(), &notes) }
    #expect(try wide.pixels(PixelReading(range: 0...600), &notes)[0] == 128)
    #expect(notes.isEmpty)
  }
}
