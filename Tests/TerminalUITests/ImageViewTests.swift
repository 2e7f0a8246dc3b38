import TerminalUI
import Testing

struct ImageViewTests {
  @Test func theRampRises() {
    let lightness = ImageView.inkRamp.map(\.lightness)
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
    #expect(ImageView.inkGlyph(luminance: 0) == " " && ImageView.inkGlyph(luminance: 1) == "#")
  }

  /// More light never gets less ink.
  @Test func inkFollowsLight() {
    let glyphs = (0...1000).map { ImageView.inkGlyph(luminance: Float($0) / 1000) }
    let order = ImageView.inkRamp.map(\.glyph)
    let ranks = glyphs.map { order.firstIndex(of: $0) ?? -1 }
    #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(ranks).count == order.count)
  }

  private func drawn(_ capabilities: Capabilities, _ size: Size) -> CellBuffer {
    // Black above, white below, gray in the last column.
    let pixels = (0..<16).map { Float($0 % 4 == 3 ? 0.5 : $0 < 8 ? 0 : 1) }
    var buffer = CellBuffer(size: size)
    buffer.draw(
      ImageView(pixels, width: 4, height: 4, theme: Theme(capabilities)), in: buffer.bounds)
    return buffer
  }

  @Test func whatIsNoNumberIsBlack() {
    #expect(Color.gray(.nan) == Color.gray(0) && Color.gray(.infinity) == Color.gray(1))
    for capabilities in [Capabilities(), Capabilities(colors: .none, glyphs: .ascii)] {
      var buffers = [CellBuffer](repeating: CellBuffer(size: Size(width: 4, height: 1)), count: 2)
      for (index, pixel) in [0, Float.nan].enumerated() {
        let view = ImageView([pixel, pixel], width: 2, height: 1, theme: Theme(capabilities))
        buffers[index].draw(view, in: buffers[index].bounds)
      }
      #expect(buffers[0] == buffers[1])
    }
  }

  @Test func halfBlocksHoldTwoPixels() {
    let buffer = drawn(Capabilities(), Size(width: 4, height: 2))
    #expect(buffer[0, 0] == Cell("▀", Style(.indexed(16), on: .indexed(16))))
    #expect(buffer[0, 1] == Cell("▀", Style(.indexed(231), on: .indexed(231))))
    #expect(buffer[3, 0] == Cell("▀", Style(.indexed(244), on: .indexed(244))))
  }

  @Test func largePixelsAreTwoColumnsWide() {
    let buffer = drawn(Capabilities(), Size(width: 8, height: 4))
    #expect(buffer[1, 2] == Cell(" ", Style(.terminal, on: .indexed(231))))
    #expect(
      drawn(Capabilities(colors: .none, glyphs: .ascii), Size(width: 8, height: 4)).text == """
              ::
              ::
        ######::
        ######::

        """)
  }

  @Test func asciiAveragesInLinearLight() {
    // A black and a white pixel: half the light, which the eye sees as three quarters: L* 76, ink 43.
    let buffer = CellBuffer(size: Size(width: 1, height: 1))
    var drawn = buffer
    drawn.draw(
      ImageView(
        [0, 1], width: 1, height: 2, theme: Theme(Capabilities(colors: .none, glyphs: .ascii))),
      in: buffer.bounds)
    #expect(drawn.text == "=\n")
  }

  @Test(
    arguments: [(0, 16), (1, 231), (0.5, 244), (8.0 / 255, 232), (238.0 / 255, 255)]
      as [(Float, UInt8)])
  func graysAreThePalettesNearest(value: Float, index: UInt8) {
    #expect(Color.gray(value) == .indexed(index))
  }
}
