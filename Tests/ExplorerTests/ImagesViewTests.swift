import Autoencoders
import ImageSets
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// The page of images as a drawing, with made-up images: the same on every machine.
struct ImagesViewTests {
  private static let sizes = [(40, 18), (80, 24), (120, 40), (200, 60)]

  /// A ring that wanders with its number.
  private static func ring(_ number: Int) -> [Float] {
    (0..<784).map { index in
      let x = Float(index % 28) - 13.5 - Float(number % 5 - 2)
      let y = Float(index / 28) - 13.5 + Float(number % 3 - 1)
      return max(0, 1 - abs((x * x * 1.6 + y * y).squareRoot() - 8) / 3)
    }
  }

  private static let images = ImagesFixture.images(1_000)
  private static let rings = (0..<15).map { ring($0) }

  private static func session(_ preset: String) throws -> SessionSnapshot {
    let configuration = try #require(Preset.named(preset)).model
    var session = SessionSnapshot(
      phase: .training, summary: RunSummary(preset: preset, dataset: "mnist", path: nil))
    session.images = images
    session.training = try #require(Preset.named(preset)).training
    session.model = ModelSnapshot(
      configuration: configuration,
      parameters: [Float](repeating: 0, count: configuration.layout.count), step: 1_200)
    session.progress = TrainingProgress(
      epoch: 12, epochs: 50, step: 1_200, imagesPerSecond: 81_000, secondsLeft: 95)
    return session
  }

  /// The screen with the page that `keys` ask for, made up.
  private static func state(
    _ preset: String, _ size: (Int, Int), _ capabilities: Capabilities, keys: [String] = []
  ) throws -> ExplorerState {
    try state(session(preset), size, capabilities, keys: keys)
  }

  private static func state(
    _ session: SessionSnapshot, _ size: (Int, Int), _ capabilities: Capabilities, keys: [String]
  ) throws -> ExplorerState {
    let configuration = try #require(session.model).configuration
    var state = ImagesFixture.state(session, size.0, size.1, capabilities)
    var effects = state.screenEffects()
    for key in keys { effects += state.press(key) }
    for case .compute(.images(let request), let run) in effects {
      _ = state.update(.computed(.images(page(request.query, configuration)), of: run))
    }
    return state
  }

  private static func page(_ query: ImagesQuery, _ model: ModelConfiguration) -> ImagesPage {
    var page = ImagesPage(query: query, step: 1_200)
    page.items = query.places.map { item($0, query, model) }
    if query.sheet == .filters || query.sheet == .codes { page.scale = 2.5 }
    return page
  }

  private static func item(
    _ place: Int, _ query: ImagesQuery, _ model: ModelConfiguration
  ) -> ImagesItem {
    func picture(_ pixels: [Float]) -> Picture {
      Picture(pixels: pixels, size: Size(width: 28, height: 28))
    }
    let clean = rings[place % 15]
    let result = clean.map { 0.7 * $0 }
    let noisy = clean.enumerated().map { min($1 + Float(($0 * 7 + place) % 11) / 25, 1) }
    var item = ImagesItem(number: place)
    switch query.sheet {
    case .reconstructions, .codes: item.pictures = [clean, result].map(picture)
    case .restorations: item.pictures = [noisy, result, clean].map(picture)
    case .samples, .fantasies: item.pictures = [picture(result)]
    case .filters:
      item.pictures = [picture(zip(clean, noisy).map { 4 * ($0 - $1) + 2 * $0 })]
    }
    guard query.sheet.needsImages else { return item }
    item.label = UInt8(place % 10)
    item.error = Double(place * place % 97 + 1) / 1_900
    item.inputError = 0.125
    item.code = (0..<model.latentCount).map { Float(max($0 * 7 % 13 + place % 3 - 6, 0)) / 3 }
    return item
  }

  @Test(arguments: sizes.indices, ScreenGoldenTests.Mode.allCases)
  func reconstructions(size: Int, mode: ScreenGoldenTests.Mode) throws {
    let (width, height) = Self.sizes[size]
    let screen = try Self.state("vae", Self.sizes[size], mode.capabilities).render()
    try expectGolden(screen.text, "images-\(width)x\(height)-\(mode.rawValue).txt")
  }

  private static let kinds: [(preset: String, keys: [String], name: String)] = [
    ("vae", ["s"], "samples"), ("denoise", [")"], "restorations"), ("sparse", ["s"], "bars"),
    ("conv", ["s"], "maps"), ("rbm", [], "filters"), ("rbm", ["s"], "fantasies"),
    ("vae", ["z", "Right"], "large"),
  ]

  @Test(arguments: kinds.indices, [0, 1, 2])
  func everyKind(index: Int, size: Int) throws {
    let (preset, keys, name) = Self.kinds[index]
    let capabilities =
      size == 2 ? Capabilities(colors: .sixteen) : Capabilities(colors: .none, glyphs: .ascii)
    let state = try Self.state(preset, Self.sizes[size], capabilities, keys: keys)
    try expectGolden(state.render().text, "images-\(name)-\(Self.sizes[size].0).txt")
  }

  /// Whatever the size, every kind is drawn, and nothing outside of the pane.
  @Test(arguments: stride(from: 1, through: 300, by: 23).map { $0 })
  func everySizeIsDrawn(width: Int) throws {
    for preset in ["vae", "denoise", "sparse", "conv", "rbm"] {
      let session = try Self.session(preset)
      for height in [1, 17, 18, 19, 24, 40, 60, 100] {
        for keys in [[], ["s"], ["s", "s"], ["z"], ["o", "Down", "n"]] {
          let state = try Self.state(session, (width, height), Capabilities(), keys: keys)
          #expect(state.render().size == Size(width: width, height: height))
        }
      }
    }
  }

  /// Weights of either sign are characters of their own, or grays around the middle.
  @Test func filtersAreDrawnWithTheChosenShading() throws {
    var state = try Self.state("rbm", (80, 24), Capabilities())
    let ascii = state.render()
    state.press("a")
    let blocks = state.render()
    #expect(ascii.text.contains("+ from 0.25 # from 0.88") && !ascii.text.contains("▀"))
    #expect(blocks.text.contains("gray 0") && blocks.text.contains("▀"))
  }

  @Test func weightsHaveSigns() {
    func drawn(_ shading: ImageShading) -> [Cell] {
      let size = Size(width: 6, height: 2)
      var buffer = CellBuffer(size: Size(width: 6, height: 1))
      let row: [Float] = [-2, -0.4, 0, 0.1, 0.4, 5]
      buffer.draw(
        SignedPictureView(
          picture: Picture(pixels: row + row, size: size), pixels: size, scale: 2,
          hasSigns: true,
          pixelStyle: PixelStyle(theme: Theme(Capabilities()), shading: shading, gamma: 1)),
        in: buffer.bounds)
      return Array(buffer.row(0))
    }
    #expect(drawn(.ascii).map(\.glyph) == ["=", "-", " ", " ", "+", "#"])
    let grays = drawn(.blocks).map(\.style.foreground)
    #expect(grays == [0, 0.4, 0.5, 0.525, 0.6, 1].map(Color.gray))
  }

  @Test func theChosenTileIsMarkedOnBothSides() throws {
    var state = try Self.state("vae", (80, 24), Capabilities(colors: .none))
    func marked() -> [Int] {
      let row = state.render().row(5)
      return row.indices.filter { row[$0].glyph == "│" }.map { $0 - row.startIndex }
    }
    let first = marked()
    #expect(first.count == 4 && first[2] - first[1] == 15)
    state.press("Right")
    #expect(marked()[1] == first[2])
  }

  @Test(arguments: [
    (0.01234, 5, ".0123"), (0.01234, 4, ".012"), (0.01234, 3, ".01"), (0.5, 3, ".50"),
    (0.000_08, 5, ".0001"), (0.000_08, 4, "8e-5"), (0.000_008, 5, "8e-6"), (0, 5, ".0000"),
    (1, 6, "1.0000"), (0.012, 2, nil),
  ])
  func errorsAreRoundedAndNeverCut(value: Double, room: Int, text: String?) {
    #expect(errorText(value, room: room) == text)
  }

  @Test func partsOfALineAreWhole() {
    var line = LineParts()
    line.add([Span("first long")], [Span("1st")])
    line.add([])
    line.add([Span("second")], [Span("2nd")])
    line.add([Span("third")])
    func text(_ room: Int) -> String { line.fitted(in: room).map(\.text).joined() }
    #expect(text(100) == "first long  second  third")
    #expect(text(24) == "first long  2nd  third")
    #expect(text(21) == "1st  second  third")
    #expect(text(15) == "1st  2nd  third")
    #expect(text(14) == "1st  second" && text(3) == "1st" && text(2) == "")
  }
}
