import ImageSets
import TerminalUI
import TestSupport
import Testing

@testable import Autoencoders
@testable import Explorer

/// The Draw page as pictures in text. `LATENTWALK_RECORD=1 swift test` draws them anew.
struct DrawScreenTests {
  private static let sizes = [(40, 18), (58, 24), (80, 24), (120, 40), (200, 60)]

  /// A page with a stroke on it, whose reading is made up.
  private static func state(
    _ width: Int, _ height: Int, _ capabilities: Capabilities
  ) -> ExplorerState {
    var session = Fixture.session
    session.images = Fixture.ringImages
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: session)
    for key in ["F6", "K", "Space", "L", "J", "J", "H"] { finish(state.press(key), &state) }
    return state
  }

  private static func finish(_ effects: [Effect], _ state: inout ExplorerState) {
    for case .compute(let computation, let run) in effects {
      guard let computed = result(of: computation) else { continue }
      finish(state.update(.computed(computed, of: run)), &state)
    }
  }

  private static func result(of computation: Computation) -> Computed? {
    switch computation {
    case .drawing(let request):
      var reading = DrawingReading(
        request: request,
        values: ImageReading(
          code: [0.412, -1.087], squaredError: 21.5, reconstruction: 92.25, kl: 5.5, energy: 85),
        code: [0.412, -1.087], output: Fixture.ring)
      // log-variances of deviations 0.5 and 0.25.
      reading.posterior = GaussianPosterior([0.412, -1.087, -1.386_294_4, -2.772_588_7])
      return .drawing(reading)
    case .anomalyScale(let version):
      return .anomalyScale(
        AnomalyScale(scores: (0..<1_000).map { Double($0) / 500 - 3 }, version: version, seconds: 0)
      )
    default: return nil
    }
  }

  @Test(arguments: sizes.indices)
  func everySize(size: Int) throws {
    let (width, height) = Self.sizes[size]
    let state = Self.state(width, height, Capabilities())
    try expectGolden(state.render().text, "draw-\(width)x\(height).txt")
  }

  @Test(arguments: ScreenGoldenTests.Mode.allCases)
  func everyTier(mode: ScreenGoldenTests.Mode) throws {
    let state = Self.state(80, 24, mode.capabilities)
    try expectGolden(
      state.render().ansiText.replacing("\u{1b}", with: "␛"), "draw-\(mode.rawValue).ansi.txt")
  }

  /// In a small window, the numbers and the images one at a time.
  @Test(arguments: [Pane.latent, .reading, .strip])
  func onePaneAtATime(pane: Pane) throws {
    var state = Self.state(40, 18, Capabilities())
    while state.layout?.panes[pane] == nil { state.press("Tab") }
    try expectGolden(state.render().text, "draw-40x18-\(pane.shortTitle(on: .draw)).txt")
  }

  @Test func blocksMarkTheHalfUnderThePen() throws {
    var state = Self.state(80, 24, Capabilities())
    state.press("a", "Down")
    let lower = state.render()
    state.press("Down")
    let upper = state.render()
    #expect(lower.text != upper.text)
    try expectGolden(
      upper.ansiText.replacing("\u{1b}", with: "␛"), "draw-blocks.ansi.txt")
  }

  /// Scores of test images that the present weights did not give say so.
  @Test func whatIsOlderSaysSo() {
    var state = Self.state(200, 60, Capabilities())
    #expect(!state.render().text.contains("earlier weights"))
    state.run.draw.take(AnomalyScale(scores: [1, 2], version: -1, seconds: 0))
    #expect(state.render().text.contains("earlier weights"))
  }
}
