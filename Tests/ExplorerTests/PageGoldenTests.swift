import Autoencoders
import ImageSets
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// The pages beside the first look at Walk, as pictures in text: each in every size, and in every tier at
/// 80x24. `LATENTWALK_RECORD=1 swift test` draws them anew.
struct PageGoldenTests {
  enum Page: String, CaseIterable {
    case strip, tour, code, bars, runs, compare, presets
  }

  private static let sizes = [(40, 18), (58, 24), (80, 24), (120, 40), (200, 60)]

  @Test(arguments: Page.allCases, sizes.indices)
  func everySize(page: Page, size: Int) throws {
    let (width, height) = Self.sizes[size]
    let state = try Self.state(page, width, height, Capabilities())
    try expectGolden(state.render().text, "page-\(page.rawValue)-\(width)x\(height).txt")
  }

  @Test(arguments: Page.allCases, ScreenGoldenTests.Mode.allCases)
  func everyTier(page: Page, mode: ScreenGoldenTests.Mode) throws {
    let state = try Self.state(page, 80, 24, mode.capabilities)
    try expectGolden(
      state.render().ansiText.replacing("\u{1b}", with: "␛"),
      "page-\(page.rawValue)-\(mode.rawValue).ansi.txt")
  }

  // MARK: The pages

  private static func state(
    _ page: Page, _ width: Int, _ height: Int, _ capabilities: Capabilities
  ) throws -> ExplorerState {
    switch page {
    case .strip:
      var state = Fixture.state(width, height, capabilities)
      state.press("0", "m", "5", "m", ")", ")", ")")
      Fixture.decodeStrip(.walk, codes: state.run.walk.path, &state)
      return shownAlone(.strip, state)
    case .tour:
      var state = Fixture.state(width, height, capabilities)
      state.session.images = Fixture.ringImages
      state.press("3", "n", "n", "n")
      return shownAlone(.strip, state)
    case .code, .bars:
      var state = ExplorerState(
        size: Size(width: width, height: height), capabilities: capabilities,
        session: page == .code ? Fixture.wideSession : Fixture.sparseSession)
      state.press("F4", "Down", "L", "L")
      _ = state.update(
        .decoded(DecodedImage(code: state.run.latent.cursor, pixels: Fixture.ring, step: 1)))
      let series = state.run.code.series(of: state.run.latent.cursor, count: state.stripCapacity)
      Fixture.decodeStrip(.latent, codes: series, &state)
      return state
    case .runs, .compare, .presets:
      var state = ExplorerState(
        size: Size(width: width, height: height), capabilities: capabilities, session: .closed)
      _ = state.update(.listed(Fixture.runList))
      if page == .presets { state.press("Ctrl-N", "b", "e", "t", "a", "Down") }
      if page == .compare { state.press("c", "Down") }
      return state
    }
  }

  /// Where one pane is shown at a time, this one is.
  private static func shownAlone(_ pane: Pane, _ state: ExplorerState) -> ExplorerState {
    var state = state
    while state.layout?.panes[pane] == nil { state.press("Tab") }
    return state
  }
}

extension Fixture {
  /// Images of a row: rings of ever less ink.
  static func decodeStrip(
    _ place: StripsFeature.Place, codes: [[Float]]?, _ state: inout ExplorerState
  ) {
    guard let codes else { return }
    let count = min(state.stripCapacity, codes.count)
    let request = StripRequest(codes: codes, imageCount: count)
    let images = (0..<count).map { index in
      ring.map { $0 * (1 - Float(index) / Float(2 * count)) }
    }
    let readings =
      place == .walk
      ? codes.indices.map { index in
        OnDataReading(
          distances: [1], spacing: [Double(index) / Double(codes.count)], nearest: [0],
          labels: [index < codes.count / 3 ? 0 : 5])
      } : []
    _ = state.run.strips.ask(request, at: place, of: .first)
    _ = state.update(
      .computed(
        .strip(
          DecodedStrip(request: request, images: images, readings: readings), place),
        of: .first))
  }

  /// Codes of twenty values, the first ones spread the most.
  private static func wideMap(floor: Float) -> LatentMap {
    var random = Philox(seed: 2, stream: .prior)
    var codes: [Float] = []
    for index in 0..<10_000 {
      let width = 20 / Float(index % 20 + 10)
      codes.append(max(floor, (random.nextUnit() + random.nextUnit() - 1) * 2 * width))
    }
    return LatentMap(codes: codes, labels: (0..<500).map { UInt8($0 % 10) }, latentCount: 20)
  }

  static let wideSession: SessionSnapshot = {
    var session = Fixture.session
    session.phase = .idle
    session.model = nil
    session.map = wideMap(floor: -.infinity)
    session.klPerDimension = (0..<20).map { (latent: Int) -> Double in
      latent % 7 == 3 ? 0.004 : 2.5 / Double(latent + 1)
    }
    session.images = ringImages
    return session
  }()

  static let sparseSession: SessionSnapshot = {
    var session = wideSession
    session.map = wideMap(floor: 0)
    session.klPerDimension = []
    return session
  }()

  static let ringImages = LabeledImages(
    height: 28, width: 28,
    pixels: Array(repeating: ring.map { UInt8($0 * 255) }, count: 2_000).flatMap { $0 },
    labels: (0..<2_000).map { UInt8($0 % 10) })

  static let runList = RunList(
    place: "/home/anna/.local/share/latentwalk/runs",
    runs: [
      RunListing(
        name: "vae-mnist-20261126-091502-311", path: "runs/a", preset: "vae", dataset: "mnist",
        epoch: 50, epochs: 50, test: "-ELBO 151.84", bytes: 8_412_345, changed: "2026-11-26 09:16",
        hasModel: true,
        facts: [
          .init("preset", "vae"), .init("data", "mnist"), .init("epochs", "50.0 of 50"),
          .init("seed", "0"), .init("test -ELBO", "151.84 nats"),
        ]),
      RunListing(
        name: "simple-digits-20261125-170110-004", path: "runs/b", preset: "simple",
        dataset: "digits", epoch: 29, epochs: 50, test: "recon 93.10", bytes: 640_000,
        changed: "2026-11-25 17:02", hasModel: true,
        facts: [
          .init("preset", "simple"), .init("data", "digits"), .init("epochs", "29.0 of 50"),
          .init("seed", "0"), .init("test loss", "93.10 nats"),
        ]),
      RunListing(
        name: "rbm-mnist-20261120-080000-900", path: "runs/c", preset: "rbm", dataset: "mnist",
        epoch: 0, epochs: 15, test: nil, bytes: 612, changed: "2026-11-20 08:00",
        hasModel: false),
    ])
}
