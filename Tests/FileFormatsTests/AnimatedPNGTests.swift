import FileFormats
import Testing

struct AnimatedPNGTests {
  private struct Chunk {
    let type: String
    let data: [UInt8]
  }

  /// The chunks of a PNG file, checksums checked.
  private func chunks(_ file: [UInt8]) -> [Chunk] {
    var chunks: [Chunk] = []
    var place = 8
    while place < file.count {
      let length = Int(number(file[place..<place + 4]))
      let body = Array(file[place + 4..<place + 8 + length])
      #expect(number(file[place + 8 + length..<place + 12 + length]) == crc32(body))
      chunks.append(
        Chunk(type: String(decoding: body[..<4], as: UTF8.self), data: Array(body[4...])))
      place += 12 + length
    }
    return chunks
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private let frames = (0..<3).map { frame in
    GrayImage(height: 2, width: 3, pixels: (0..<6).map { UInt8(10 * frame + $0) }).pngBytes()
  }

  /// The order and contents of chunks that the PNG specification, third edition, asks for; a player reads
  /// fcTL, then IDAT or fdAT, with one sequence of numbers over both.
  @Test func framesFollowTheSpecification() throws {
    let file = try AnimatedPNG(
      frames: frames, milliseconds: 250, lastMilliseconds: 2000
    ).fileBytes()
    let found = chunks(file)
    #expect(
      found.map(\.type) == [
        "IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND",
      ])
    #expect(found[1].data == [0, 0, 0, 3, 0, 0, 0, 0])
    // Sequence 0, 3 x 2 pixels at the origin, 250 / 1000 s, no disposal, no blending.
    #expect(
      found[2].data == [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2] + [UInt8](repeating: 0, count: 8)
        + [0, 250, 0x03, 0xe8, 0, 0])
    #expect([4, 5, 6, 7].map { number(found[$0].data[..<4]) } == [1, 2, 3, 4])
    #expect(Array(found[6].data[20..<24]) == [0x07, 0xd0, 0x03, 0xe8])
    #expect(try inflate(found[3].data, .zlib) == [0, 0, 1, 2, 0, 3, 4, 5])
    #expect(try inflate(found[5].data.dropFirst(4), .zlib) == [0, 10, 11, 12, 0, 13, 14, 15])
    #expect(try inflate(found[7].data.dropFirst(4), .zlib) == [0, 20, 21, 22, 0, 23, 24, 25])
  }

  @Test func refusesWhatIsNoAnimation() {
    func make(_ frames: [[UInt8]]) throws(AnimatedPNGError) {
      _ = try AnimatedPNG(frames: frames, milliseconds: 1, lastMilliseconds: 1)
    }
    let other = GrayImage(height: 3, width: 2, pixels: [0, 0, 0, 0, 0, 0]).pngBytes()
    #expect(throws: AnimatedPNGError.noFrames) { try make([]) }
    #expect(throws: AnimatedPNGError.notPNG(frame: 1)) { try make([frames[0], [1, 2, 3]]) }
    #expect(throws: AnimatedPNGError.notPNG(frame: 0)) { try make([frames[0].dropLast(20)]) }
    #expect(throws: AnimatedPNGError.differentHeader(frame: 1)) { try make([frames[0], other]) }
    var damaged = frames[0]
    damaged[45] ^= 1
    #expect(throws: AnimatedPNGError.notPNG(frame: 0)) { try make([damaged]) }
  }

  /// Rectangles are clipped; rows of the file are red, green, blue.
  @Test func colorsArePainted() throws {
    var image = ColorImage(height: 2, width: 2)
    image.fill(x: 1, y: -3, width: 9, height: 4, (1, 2, 3))
    image.fill(x: 5, y: 5, width: 1, height: 1, (9, 9, 9))
    image.fill(x: -8, y: 0, width: 2, height: 2, (9, 9, 9))
    #expect(image.pixels == [0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0])
    let found = chunks(image.pngBytes())
    #expect(found[0].data == [0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0])
    #expect(try inflate(found[1].data, .zlib) == [0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0])
  }
}
