import Foundation
import Testing

@testable import Explorer

struct GlyphBitmapTests {
  /// Whatever a screen of these tests holds can be drawn.
  @Test func everyCharacterOfTheScreensIsDrawn() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var scalars: Set<Unicode.Scalar> = []
    for file in files where file.hasSuffix(".txt") {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      scalars.formUnion(text.unicodeScalars)
    }
    scalars.subtract(["\n", "␛"])
    #expect(scalars.count > 100)
    #expect(scalars.filter { !GlyphBitmap.isKnown($0) } == [])
  }

  @Test func blocksFillTheirShareOfTheCell() {
    #expect(GlyphBitmap("█").rows == [UInt8](repeating: 0xff, count: 16))
    #expect(GlyphBitmap("▀").rows == GlyphBitmap("▄").rows.reversed())
    #expect(GlyphBitmap("▂").rows.count { $0 == 0xff } == 4)
    #expect(GlyphBitmap(" ").rows.allSatisfy { $0 == 0 })
  }

  /// The line of each goes on in the next.
  @Test func linesJoin() {
    let (upper, side, lower) = (GlyphBitmap("┌").rows, GlyphBitmap("│").rows, GlyphBitmap("└").rows)
    #expect(upper[15] == side[0] && side[15] == lower[0])
    let row = GlyphBitmap("─").rows.firstIndex(of: 0xff)
    #expect(row.map { upper[$0] & 1 } == 1 && row.map { GlyphBitmap("┐").rows[$0] & 0x80 } == 0x80)
  }

  /// Dots 1 and 8 are the first of the left column and the last of the right one (Unicode, chapter 21).
  @Test func brailleDotsAreWhereTheyBelong() {
    #expect(GlyphBitmap("⠁").rows.firstIndex { $0 != 0 } == 1)
    #expect(GlyphBitmap("⠁").rows[1] == 0b0110_0000)
    #expect(GlyphBitmap("⢀").rows.lastIndex { $0 != 0 } == 14)
    #expect(GlyphBitmap("⢀").rows[14] == 0b0000_0110)
    #expect(GlyphBitmap("⣿").rows.reduce(0) { $0 + $1.nonzeroBitCount } == 32)
  }

  @Test func whatIsUnknownIsABox() {
    #expect(GlyphBitmap("語") == .unknown && !GlyphBitmap.isKnown("語"))
  }
}
