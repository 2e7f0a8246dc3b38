import Explorer
import TerminalUI
import TestSupport
import Testing

/// Every layout in every mode, as a picture in text: `LATENTWALK_RECORD=1 swift test` draws them anew.
struct ScreenGoldenTests {
  enum Mode: String, CaseIterable {
    case braille, sixteen, mono, ascii

    var capabilities: Capabilities {
      switch self {
      case .braille: Capabilities()
      case .sixteen: Capabilities(colors: .sixteen)
      case .mono: Capabilities(colors: .none)
      case .ascii: Capabilities(colors: .none, glyphs: .ascii)
      }
    }
  }

  static let sizes = [(40, 18), (80, 24), (120, 40), (200, 60)]

  @Test(arguments: sizes.indices, Mode.allCases)
  func screens(size: Int, mode: Mode) throws {
    let (width, height) = Self.sizes[size]
    let screen = Fixture.state(width, height, mode.capabilities).render()
    try expectGolden(screen.text, "\(width)x\(height)-\(mode.rawValue).txt")
  }

  /// The attributes too, with each escape made visible.
  @Test(arguments: [0, 1, 2], [Mode.braille, .sixteen])
  func colors(size: Int, mode: Mode) throws {
    let (width, height) = Self.sizes[size]
    let screen = Fixture.state(width, height, mode.capabilities).render()
    try expectGolden(
      screen.ansiText.replacing("\u{1b}", with: "␛"), "\(width)x\(height)-\(mode.rawValue).ansi.txt"
    )
  }

  @Test(arguments: [
    ("help", ["?"]), ("quit", ["q"]), ("charts", ["F2", "Left", "+"]),
    ("image-alone", ["Tab", "+"]),
    ("one-class", ["x", "3"]), ("light", ["t"]),
  ])
  func states(name: String, keys: [String]) throws {
    var state = Fixture.state(80, 24, Capabilities())
    for key in keys { state.press(key) }
    try expectGolden(state.render().text, "state-\(name).txt")
  }

  @Test func beforeThereIsAnything() throws {
    let session = SessionSnapshot(
      phase: .preparing("looking for images"),
      summary: RunSummary(preset: "vae", dataset: "...", path: nil))
    let state = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), session: session)
    try expectGolden(state.render().text, "state-empty.txt")
  }

  @Test(arguments: [(0, 0), (1, 1), (30, 10), (39, 18), (40, 17)])
  func tooSmallScreensSayWhatTheyNeed(width: Int, height: Int) {
    let screen = Fixture.state(width, height, Capabilities()).render()
    #expect(screen.size == Size(width: width, height: height))
    #expect(width < 30 || screen.text.contains("latentwalk needs 40x18"))
  }
}
