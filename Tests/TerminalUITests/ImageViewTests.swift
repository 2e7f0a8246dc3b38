import TerminalUI
import Testing

struct ImageViewTests {
  static let tiers: [Capabilities] = ColorDepth.allCases.flatMap { colors in
    GlyphSet.allCases.flatMap { glyphs in
      Background.allCases.map { Capabilities(colors: colors, glyphs: glyphs, background: $0) }
    }
  }

  private static func drawn(
    _ pixels: [Float], width: Int, _ shading: ImageShading, _ capabilities: Capabilities,
    _ size: Size
  ) -> CellBuffer {
    var buffer = CellBuffer(size: size)
    buffer.draw(
      ImageView(
        pixels, width: width, height: pixels.count / width, shading: shading,
        theme: Theme(capabilities)), in: buffer.bounds)
    return buffer
  }

  /// The cell of one pixel, at the larger size; of two alike, at the smaller one.
  private static func cell(
    _ value: Float, isLarge: Bool, _ shading: ImageShading, _ capabilities: Capabilities
  ) -> Cell {
    isLarge
      ? drawn([value], width: 1, shading, capabilities, Size(width: 2, height: 1))[0, 0]
      : drawn([value, value], width: 1, shading, capabilities, Size(width: 1, height: 1))[0, 0]
  }

  /// Ink of a character, times its distance in gray from what lies behind it: rises with the value.
  private static func weight(_ cell: Cell, _ capabilities: Capabilities) -> Double {
    let order: [Unicode.Scalar: Double] = [
      " ": 0, ".": 1, ":": 2, ";": 3, ">": 4, "=": 5, "i": 5, "X": 6, "#": 7, "░": 2, "▒": 4,
      "▓": 6, "█": 8, "▀": 4,
    ]
    func gray(_ color: Color) -> Double? { color.rgb.map { Double($0.green) / 255 } }
    let own: Double = capabilities.background == .dark ? 0 : 1
    if cell.style.background != .terminal {
      return (gray(cell.style.background) ?? 0)
        + (cell.glyph == "▀" ? gray(cell.style.foreground) ?? 0 : 0)
    }
    let contrast = gray(cell.style.foreground).map { abs($0 - own) } ?? 1
    return (order[cell.glyph] ?? .nan) * (1 + contrast)
      + (cell.style.attributes.contains(.bold) ? 0.1 : 0)
  }

  @Test(arguments: ImageShading.allCases, tiers)
  func moreLightIsNeverLessInk(shading: ImageShading, capabilities: Capabilities) {
    for isLarge in [true, false] {
      let cells = (0...100).map {
        Self.cell(Float($0) / 100, isLarge: isLarge, shading, capabilities)
      }
      let weights = cells.map { Self.weight($0, capabilities) }
      #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 <= $1 }, "\(weights)")
      // Black, white, and at least one gray between.
      #expect(Set(weights).count >= 3 && weights[0] == 0)
    }
  }

  /// Both kinds exist everywhere and are never the same.
  @Test(arguments: tiers) func theShadingsDiffer(capabilities: Capabilities) {
    let pixels = (0..<16).map { Float($0) / 15 }
    for size in [Size(width: 8, height: 4), Size(width: 4, height: 2)] {
      let buffers = ImageShading.allCases.map {
        Self.drawn(pixels, width: 4, $0, capabilities, size)
      }
      #expect(buffers[0] != buffers[1])
      #expect(buffers[0].text.unicodeScalars.allSatisfy { $0.isASCII })
      let isASCII = buffers[1].text.unicodeScalars.allSatisfy { $0.isASCII }
      #expect(isASCII || capabilities.glyphs == .unicode)
    }
  }

  /// Every kind of terminal gets a drawing of its own: none falls back to that of another.
  @Test func everyTierDiffers() {
    let pixels = (0..<64).map { Float($0) / 63 }
    for size in [Size(width: 16, height: 8), Size(width: 8, height: 4)] {
      let dark = Self.tiers.filter { $0.background == .dark && $0.glyphs == .unicode }
      let ascii = dark.map { Self.drawn(pixels, width: 8, .ascii, $0, size) }
      let blocks = dark.map { Self.drawn(pixels, width: 8, .blocks, $0, size) }
      for drawings in [ascii, blocks] {
        #expect(drawings[0] != drawings[1] && drawings[1] != drawings[2])
        #expect(drawings[0] != drawings[2])
      }
    }
  }

  @Test func equalPartsOfTheValuesHaveOneCharacterEach() {
    let pixels = (0..<8).map { (Float($0) + 0.5) / 8 }
    let text = Self.drawn(pixels, width: 8, .ascii, Capabilities(), Size(width: 16, height: 1)).text
    #expect(text == "  ..::;;>>==XX##\n")
  }

  /// Ink in the half where the pixel is.
  @Test func oneCharacterShowsTwoRows() {
    let pixels: [Float] = [0, 0, 0, 0.4, 0.4, 0.4, 1, 1, 1] + [0, 0.4, 1, 0, 0.4, 1, 0, 0.4, 1]
    let buffer = Self.drawn(pixels, width: 9, .ascii, Capabilities(), Size(width: 9, height: 1))
    #expect(buffer.text == " ._':i\"!#\n")
    #expect(buffer[2, 0].style == Style(.gray(1), on: .terminal, .bold))
  }

  /// On a light background ink stays ink.
  @Test func inkIsDarkOnLight() {
    func gray(_ value: Float, _ background: Background) -> UInt8? {
      Self.cell(value, isLarge: true, .ascii, Capabilities(background: background))
        .style.foreground.rgb?.green
    }
    #expect(gray(1, .dark) == 255 && gray(0.5, .dark) == 178 && gray(0.13, .dark) == 108)
    #expect(gray(1, .light) == 0 && gray(0.5, .light) == 88 && gray(0.13, .light) == 148)
    let sixteen = Capabilities(colors: .sixteen, background: .light)
    #expect(Self.cell(1, isLarge: true, .ascii, sixteen).style.foreground == .ansi(0))
  }

  @Test(arguments: [ImageShading.ascii, .blocks]) func whatIsNoNumberIsBlack(shading: ImageShading)
  {
    #expect(Color.gray(.nan) == Color.gray(0) && Color.gray(.infinity) == Color.gray(1))
    for capabilities in Self.tiers {
      for isLarge in [true, false] {
        #expect(
          Self.cell(.nan, isLarge: isLarge, shading, capabilities)
            == Self.cell(0, isLarge: isLarge, shading, capabilities))
        #expect(
          Self.cell(.infinity, isLarge: isLarge, shading, capabilities)
            == Self.cell(1, isLarge: isLarge, shading, capabilities))
      }
    }
  }

  /// Black above, white below, gray in the last column.
  private static let corner = (0..<16).map { Float($0 % 4 == 3 ? 0.5 : $0 < 8 ? 0 : 1) }

  @Test func halfBlocksHoldTwoPixels() {
    let buffer = Self.drawn(
      Self.corner, width: 4, .blocks, Capabilities(), Size(width: 4, height: 2))
    #expect(buffer[0, 0] == Cell("▀", Style(.indexed(16), on: .indexed(16))))
    #expect(buffer[0, 1] == Cell("▀", Style(.indexed(231), on: .indexed(231))))
    #expect(buffer[3, 0] == Cell("▀", Style(.indexed(244), on: .indexed(244))))
  }

  @Test func pixelsGrowAsThereIsRoom() {
    let mono = Capabilities(colors: .none, glyphs: .ascii)
    #expect(
      Self.drawn(Self.corner, width: 4, .ascii, mono, Size(width: 9, height: 5)).text == """
              >>
              >>
        ######>>
        ######>>


        """)
    #expect(
      Self.drawn([0, 1], width: 1, .ascii, mono, Size(width: 5, height: 5)).text == """


        ####
        ####


        """)
    let large = Self.drawn(
      Self.corner, width: 4, .blocks, Capabilities(), Size(width: 8, height: 4))
    #expect(large[1, 2] == Cell(" ", Style(.terminal, on: .indexed(231))))
  }

  @Test func sixteenColorsHaveFourGrays() {
    let sixteen = Capabilities(colors: .sixteen)
    let cells = [0, 0.3, 0.6, 1].map { Self.cell($0, isLarge: true, .blocks, sixteen) }
    #expect(cells.map(\.style.background) == [.ansi(0), .ansi(8), .ansi(7), .ansi(15)])
  }

  @Test func blocksWithoutColorAreInk() {
    let mono = Capabilities(colors: .none)
    let pixels: [Float] = [0, 1, 0, 1, 0.5, 0.3] + [0, 0, 1, 1, 0.5, 0.3]
    let size = Size(width: 6, height: 1)
    #expect(Self.drawn(pixels, width: 6, .blocks, mono, size).text == " ▀▄█▒░\n")
    let ascii = Capabilities(colors: .none, glyphs: .ascii)
    #expect(Self.drawn(pixels, width: 6, .blocks, ascii, size).text == " ::#:\n")
  }

  @Test func gammaChangesGrays() {
    func text(_ gamma: Float) -> String {
      var buffer = CellBuffer(size: Size(width: 4, height: 1))
      buffer.draw(
        ImageView([0.5, 1], width: 2, height: 1, theme: Theme(Capabilities()), gamma: gamma),
        in: buffer.bounds)
      return buffer.text
    }
    #expect(text(1) == ">>##\n" && text(1.4) == ";;##\n" && text(0.7) == ">>##\n")
  }

  @Test(
    arguments: [(0, 16), (1, 231), (0.5, 244), (8.0 / 255, 232), (238.0 / 255, 255)]
      as [(Float, UInt8)])
  func graysAreThePalettesNearest(value: Float, index: UInt8) {
    #expect(Color.gray(value) == .indexed(index))
  }

  /// Where a pixel is said to be drawn, it is: one lit pixel changes these cells and no others.
  @Test(arguments: [
    (28, 28, Size(width: 28, height: 14)), (28, 28, Size(width: 56, height: 28)),
    (28, 28, Size(width: 112, height: 56)), (8, 6, Size(width: 40, height: 20)),
    (20, 20, Size(width: 50, height: 14)),
  ])
  func aPixelIsWhereItIsSaidToBe(width: Int, height: Int, room: Size) throws {
    let theme = Theme(Capabilities(colors: .none))
    for (x, y) in [(0, 0), (width - 1, height - 1), (3, 4), (width / 2, height / 2)] {
      var pixels = [Float](repeating: 0, count: width * height)
      pixels[y * width + x] = 1
      let view = ImageView(pixels, width: width, height: height, shading: .blocks, theme: theme)
      var buffer = CellBuffer(size: room)
      buffer.draw(view, in: buffer.bounds)
      let place = try #require(view.cells(ofPixel: x, y, in: buffer.bounds))
      for row in 0..<room.height {
        for column in 0..<room.width {
          let isLit = ![" ", "\u{2800}"].contains(String(buffer[column, row].glyph))
          let isThere = place.area.contains(Position(column: column, row: row))
          #expect(isLit == isThere, "\(x) \(y) at \(column) \(row)")
        }
      }
    }
  }

  /// Of two pixels in a cell, the lower one is told apart; of a picture made smaller, several share their cells.
  @Test func halvesOfACellAreToldApart() {
    let theme = Theme(Capabilities())
    func cells(_ side: Int, _ x: Int, _ y: Int) -> ImageView.PixelCells? {
      ImageView(
        [Float](repeating: 0, count: side * side), width: side, height: side, theme: theme
      ).cells(ofPixel: x, y, in: Rect(Size(width: 28, height: 14)))
    }
    #expect(cells(28, 5, 6)?.area == cells(28, 5, 7)?.area)
    #expect(cells(28, 5, 6)?.isLower == false && cells(28, 5, 7)?.isLower == true)
    #expect(cells(56, 10, 12) == cells(56, 11, 13))
    #expect(cells(56, 10, 12)?.area == cells(28, 5, 6)?.area)
  }

  /// Every cell of the picture is that of the pixel found under it, and beside the picture there is none.
  @Test(arguments: [
    (28, 56, 28), (28, 28, 14), (28, 20, 10), (5, 40, 21), (64, 30, 30), (3, 90, 3),
  ])
  func cellsLeadBackToPixels(side: Int, columns: Int, rows: Int) {
    let view = ImageView(
      [Float](repeating: 0, count: side * side), width: side, height: side,
      theme: Theme(Capabilities()))
    let area = Rect(column: 3, row: 2, width: columns, height: rows)
    var places: Set<[Int]> = []
    for y in 0..<side {
      for x in 0..<side {
        guard let cells = view.cells(ofPixel: x, y, in: area) else { continue }
        for row in cells.area.row..<cells.area.maxRow {
          for column in cells.area.column..<cells.area.maxColumn { places.insert([column, row]) }
        }
      }
    }
    #expect(!places.isEmpty)
    for row in 0..<area.maxRow + 2 {
      for column in 0..<area.maxColumn + 2 {
        let cell = Position(column: column, row: row)
        let pixel = view.pixel(at: cell, in: area)
        #expect((pixel != nil) == places.contains([column, row]), "\(column) \(row)")
        guard let pixel else { continue }
        let back = view.cells(ofPixel: pixel.x, pixel.y, in: area)
        #expect(back?.area.contains(cell) == true, "\(column) \(row)")
      }
    }
  }
}
