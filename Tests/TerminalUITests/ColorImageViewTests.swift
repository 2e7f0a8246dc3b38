import Testing

@testable import TerminalUI

struct ColorImageViewTests {
  private static func drawn(
    _ pixels: [Float], width: Int, _ shading: ImageShading, _ capabilities: Capabilities,
    _ size: Size
  ) -> CellBuffer {
    var buffer = CellBuffer(size: size)
    buffer.draw(
      ImageView(
        pixels, width: width, height: pixels.count / 3 / width, channels: 3, shading: shading,
        theme: Theme(capabilities)), in: buffer.bounds)
    return buffer
  }

  /// Red over blue, green over white.
  private static let four: [Float] = [1, 0, 0, 0, 1, 0] + [0, 0, 1, 1, 1, 1]

  @Test func halfBlocksHoldTwoColors() {
    let buffer = Self.drawn(
      Self.four, width: 2, .blocks, Capabilities(), Size(width: 2, height: 1))
    #expect(buffer[0, 0] == Cell("▀", Style(.indexed(196), on: .indexed(21))))
    #expect(buffer[1, 0] == Cell("▀", Style(.indexed(46), on: .indexed(231))))
    let direct = Self.drawn(
      Self.four, width: 2, .blocks, Capabilities(colors: .direct), Size(width: 2, height: 1))
    #expect(
      direct[0, 0].style
        == Style(.direct(red: 255, green: 0, blue: 0), on: .direct(red: 0, green: 0, blue: 255)))
    let large = Self.drawn(
      Self.four, width: 2, .blocks, Capabilities(), Size(width: 4, height: 2))
    #expect(large[3, 1] == Cell(" ", Style(.terminal, on: .indexed(231))))
  }

  /// A color image of grays is drawn with the characters of the gray one.
  @Test(arguments: ImageViewTests.tiers)
  func graysAreGray(capabilities: Capabilities) {
    guard capabilities.background == .dark else { return }
    let grays = (0..<16).map { Float($0) / 15 }
    for size in [Size(width: 8, height: 4), Size(width: 4, height: 2)] {
      var gray = CellBuffer(size: size)
      gray.draw(
        ImageView(grays, width: 4, height: 4, theme: Theme(capabilities)), in: gray.bounds)
      let color = Self.drawn(
        grays.flatMap { [$0, $0, $0] }, width: 4, .ascii, capabilities, size)
      #expect(gray.text == color.text)
    }
  }

  /// Characters follow the brightness: green is brighter than red, red than blue (ITU-R BT.709).
  @Test func charactersFollowBrightness() {
    let pixels: [Float] = [0, 0, 1, 1, 0, 0, 0, 1, 0]
    let mono = Capabilities(colors: .none, glyphs: .ascii)
    let text = Self.drawn(pixels, width: 3, .ascii, mono, Size(width: 6, height: 1)).text
    // The encoded values of 0.0722, 0.2126 and 0.7152: 0.298, 0.499 and 0.861.
    #expect(text == "::;;XX\n")
    let colors = Self.drawn(pixels, width: 3, .ascii, Capabilities(), Size(width: 6, height: 1))
    let foregrounds = [0, 2, 4].map { colors[$0, 0].style.foreground.rgb }
    #expect(
      foregrounds.map { $0?.blue ?? 0 }.enumerated().max { $0.element < $1.element }?.offset == 0)
    #expect(
      foregrounds.map { $0?.red ?? 0 }.enumerated().max { $0.element < $1.element }?.offset == 1)
    #expect(
      foregrounds.map { $0?.green ?? 0 }.enumerated().max { $0.element < $1.element }?.offset == 2)
  }

  /// A photograph on a light background is no negative: what is dark has the ink.
  @Test func lightBackgroundsKeepWhatIsDarkDark() {
    let light = Capabilities(background: .light)
    let buffer = Self.drawn(
      [0, 0, 0, 1, 1, 1], width: 2, .ascii, light, Size(width: 4, height: 1))
    #expect(buffer.text == "##\n" && buffer[0, 0].style.foreground == .indexed(16))
  }

  /// A picture larger than its room is shrunk, not cut; one that two columns a pixel have no room for grows.
  @Test func picturesFillTheirRoom() {
    let red = [Float](repeating: 0, count: 128 * 128).flatMap { _ in [1, 0, 0] as [Float] }
    let small = Self.drawn(red, width: 128, .blocks, Capabilities(), Size(width: 28, height: 14))
    let cell = Cell("▀", Style(.indexed(196), on: .indexed(196)))
    #expect((0..<14).allSatisfy { row in small.row(row).allSatisfy { $0 == cell } })
    let some = [Float](repeating: 0, count: 32 * 32).flatMap { _ in [1, 0, 0] as [Float] }
    let grown = Self.drawn(some, width: 32, .blocks, Capabilities(), Size(width: 56, height: 28))
    #expect((0..<28).allSatisfy { row in grown.row(row).allSatisfy { $0 == cell } })
  }

  @Test func channelsAreResampledApart() {
    let pixels: [Float] = [1, 0, 0.5, 0, 1, 0.5]
    let one = resampled(
      pixels, from: Size(width: 2, height: 1), to: Size(width: 1, height: 1), channels: 3)
    #expect(one == [0.5, 0.5, 0.5])
    #expect(Size(width: 48, height: 64).scaled(toSide: 14) == Size(width: 11, height: 14))
    #expect(Size(width: 28, height: 28).scaled(toSide: 13) == Size(width: 13, height: 12))
  }
}
