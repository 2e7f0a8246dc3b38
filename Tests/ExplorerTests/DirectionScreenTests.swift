import Autoencoders
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Directions, analogies and the game as pictures in text. `LATENTWALK_RECORD=1 swift test` draws them anew.
struct DirectionScreenTests {
  enum Scene: String, CaseIterable {
    case direction, analogy, match
  }

  private static let sizes = [(40, 18), (80, 24), (120, 40), (200, 60)]

  private static func state(
    _ scene: Scene, _ width: Int, _ height: Int, _ capabilities: Capabilities
  ) -> ExplorerState {
    var session = scene == .match ? Fixture.session : Fixture.wideSession
    session.images = Fixture.ringImages
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities, session: session)
    var effects: [Effect] = []
    switch scene {
    case .direction:
      effects = state.press("F4") + type("code.direction 3 5", &state) + state.press("L", "Right")
    case .analogy: effects = state.press("F4") + type("code.analogy #3 8 #7", &state)
    case .match: effects = state.press("G", "K", "Right", "Right")
    }
    finish(effects, &state)
    while scene == .match, state.layout?.panes[.strip] == nil { state.press("Tab") }
    return state
  }

  private static func type(_ line: String, _ state: inout ExplorerState) -> [Effect] {
    state.press(":")
    for character in line { state.press(character == " " ? "Space" : String(character)) }
    return state.press("Enter")
  }

  /// Does the work with made-up images.
  private static func finish(_ effects: [Effect], _ state: inout ExplorerState) {
    for effect in effects {
      switch effect {
      case .decode(let code, _) where code == state.run.latent.cursor:
        let image = DecodedImage(code: code, pixels: Fixture.ring.map { $0 * 0.8 }, step: 1)
        _ = state.update(.decoded(image))
      case .compute(.strip(let request, let place), let run):
        let images = request.shownRows.indices.map { row in
          Fixture.ring.map { $0 * (1 - Float(row) / 20) }
        }
        let strip = DecodedStrip(request: request, images: images, readings: [])
        _ = state.update(.computed(.strip(strip, place), of: run))
      default: break
      }
    }
  }

  @Test(arguments: Scene.allCases, sizes.indices)
  func everySize(scene: Scene, size: Int) throws {
    let (width, height) = Self.sizes[size]
    let state = Self.state(scene, width, height, Capabilities())
    try expectGolden(state.render().text, "scene-\(scene.rawValue)-\(width)x\(height).txt")
  }

  @Test(arguments: Scene.allCases, ScreenGoldenTests.Mode.allCases)
  func everyTier(scene: Scene, mode: ScreenGoldenTests.Mode) throws {
    let state = Self.state(scene, 80, 24, mode.capabilities)
    try expectGolden(
      state.render().ansiText.replacing("\u{1b}", with: "␛"),
      "scene-\(scene.rawValue)-\(mode.rawValue).ansi.txt")
  }
}
