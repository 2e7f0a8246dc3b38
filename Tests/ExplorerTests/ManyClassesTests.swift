import Autoencoders
import ImageSets
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Data of more than ten classes, of named ones, in color, and of none: as a person meets them.
struct ManyClassesTests {
  private static let letters = (0..<26).map { String(UnicodeScalar(UInt8(65 + $0))) }

  /// Codes of as many classes as there are names, on a spiral.
  private static func map(classes: Int?) -> LatentMap {
    var random = Philox(seed: 3, stream: .prior)
    var codes: [Float] = []
    for index in 0..<2_600 {
      let place = Float(index % 26)
      let (x, y) = (place / 8 - 1.6, Float((index % 26) * 7 % 26) / 8 - 1.6)
      codes += [x + 0.3 * random.nextUnit(), y + 0.3 * random.nextUnit()]
    }
    return LatentMap(
      codes: codes, labels: classes.map { count in (0..<2_600).map { UInt8($0 % count) } } ?? [],
      latentCount: 2)
  }

  private static func session(
    names: [String], classes: Int?, channels: Int = 1, side: Int = 28
  ) throws -> SessionSnapshot {
    let preset = try #require(Preset.named(channels == 3 ? "vae-conv" : "vae")).fitted(
      to: FeatureShape(height: side, width: side, channels: channels))
    var session = Fixture.session
    session.summary = RunSummary(preset: preset.name, dataset: "shapes", path: "runs/shapes")
    session.map = map(classes: classes)
    session.images = LabeledImages(
      height: side, width: side, channels: channels,
      pixels: [UInt8](repeating: 90, count: 2_600 * side * side * channels),
      labels: classes.map { count in (0..<2_600).map { UInt8($0 % count) } }, classNames: names)
    session.model = ModelSnapshot(
      configuration: preset.model,
      parameters: [Float](repeating: 0, count: preset.model.layout.count), step: 1_200)
    return session
  }

  private static func state(
    _ session: SessionSnapshot, _ width: Int = 120, _ height: Int = 40,
    _ capabilities: Capabilities = Capabilities()
  ) -> ExplorerState {
    ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: session)
  }

  private static func type(_ text: String, _ state: inout ExplorerState) {
    for character in text { state.press(character == " " ? "Space" : String(character)) }
    state.press("Enter")
  }

  // MARK: Names

  @Test func aClassIsIsolatedByItsName() throws {
    var state = Self.state(try Self.session(names: Self.letters, classes: 26))
    #expect(state.run.latent.shownClasses.count == 26)
    state.press("/")
    Self.type("k", &state)
    #expect(state.modes == [] && state.run.latent.shownClasses == [10])
    state.press("X")
    #expect(state.run.latent.shownClasses.count == 26)
    state.press(":")
    Self.type("latent.class Z", &state)
    #expect(state.modes == [] && state.notice?.text.hasPrefix("class Z: ") == true)
    state.press("/")
    Self.type("unknown", &state)
    #expect(state.modes == [.palette])
    #expect(state.render().text.contains("latent.isolate takes CLASS"))
  }

  @Test func namesAreCompleted() throws {
    let names = ["rowing boat", "rowan", "owl"] + (3..<12).map { "bird \($0)" }
    var state = Self.state(try Self.session(names: names, classes: 12))
    state.press("/", "r", "Tab")
    #expect(state.palette.text == "latent.isolate row")
    state.press("i", "Tab", "Enter")
    #expect(state.run.latent.shownClasses == [0])
  }

  @Test func theLegendSaysHowManyMoreThereAre() throws {
    let names = (0..<40).map { "sort of tree \($0)" }
    let state = Self.state(try Self.session(names: names, classes: 40))
    let text = state.render().text
    #expect(text.contains("●0 sort of tree 0 ●1 sort of tree 1"))
    #expect(text.contains(/… and \d+ more/))
  }

  @Test func namesStandWhereverAClassDoes() throws {
    var state = Self.state(
      try Self.session(names: ["cat", "dog", "owl"], classes: 3), 200, 60)
    state.press("1", "s", "n")
    let walk = state.render().text
    #expect(walk.contains("●0 cat ●1 dog ●2 owl") && walk.contains("near "))
    #expect(walk.contains("class dog") || walk.contains("class cat") || walk.contains("class owl"))
    state.press("F3", "2")
    #expect(state.notice == nil)
    state.press("7")
    #expect(state.notice?.text == "no test images of class 7")
  }

  // MARK: Pictures in text

  @Test(arguments: [(80, 24), (120, 40), (200, 60)], ScreenGoldenTests.Mode.allCases)
  func letters(size: (Int, Int), mode: ScreenGoldenTests.Mode) throws {
    var state = Self.state(
      try Self.session(names: Self.letters, classes: 26), size.0, size.1, mode.capabilities)
    state.press("3", "Right")
    _ = state.update(
      .decoded(DecodedImage(code: state.run.latent.cursor, pixels: Fixture.ring, step: 1_200)))
    try expectGolden(state.render().text, "letters-\(size.0)x\(size.1)-\(mode.rawValue).txt")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func withoutLabels(width: Int, height: Int) throws {
    var state = Self.state(try Self.session(names: [], classes: nil), width, height)
    state.press("c", "Right", "d")
    _ = state.update(
      .decoded(DecodedImage(code: state.run.latent.cursor, pixels: Fixture.ring, step: 1_200)))
    try expectGolden(state.render().text, "unlabeled-\(width)x\(height).txt")
  }

  /// A disc of red that turns to blue, on green that gets darker.
  private static let disc: [Float] = (0..<32 * 32).flatMap { pixel -> [Float] in
    let (x, y) = (Float(pixel % 32) - 15.5, Float(pixel / 32) - 15.5)
    let isInside = x * x + y * y < 120
    return isInside ? [(x + 16) / 32, 0.1, 1 - (x + 16) / 32] : [0, (16 - y) / 48, 0]
  }

  private static let looks: [(ImageShading, ColorDepth)] = [
    (.ascii, .indexed), (.blocks, .indexed), (.blocks, .direct), (.blocks, .sixteen),
  ]

  @Test(arguments: [(80, 24), (120, 40)], looks.indices)
  func inColor(size: (Int, Int), look: Int) throws {
    let (shading, colors) = Self.looks[look]
    let capabilities = Capabilities(colors: colors)
    var state = Self.state(
      try Self.session(
        names: ["disc", "square", "cross"], classes: 3, channels: 3, side: 32), size.0, size.1,
      capabilities)
    state.press("1")
    if shading == .blocks { state.press("a") }
    _ = state.update(
      .decoded(DecodedImage(code: state.run.latent.cursor, pixels: Self.disc, step: 1_200)))
    try expectGolden(
      state.render().ansiText.replacing("\u{1b}", with: "␛"),
      "color-\(size.0)x\(size.1)-\(shading.rawValue)-\(colors.rawValue).ansi.txt")
  }
}
