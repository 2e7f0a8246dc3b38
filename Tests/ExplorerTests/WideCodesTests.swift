import Autoencoders
import Explorer
import TerminalUI
import Testing

/// Two layers of codes, one over the other: they look the same on the plane of greatest variance, which
/// is that of the first two latents, and are ten apart in the third.
struct WideCodesTests {
  static let map: LatentMap = {
    var codes: [Float] = []
    var labels: [UInt8] = []
    for row in 0..<40 {
      for column in 0..<40 {
        let label = UInt8((row + column) % 2)
        codes += [Float(column), 1.1 * Float(row), label == 0 ? 5 : -5]
        labels.append(label)
      }
    }
    return LatentMap(codes: codes, labels: labels, latentCount: 3)
  }()

  private static var start: ExplorerState {
    var session = SessionSnapshot(
      phase: .idle, summary: RunSummary(preset: "wide", dataset: "layers", path: nil))
    session.map = map
    return ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
  }

  @Test func snapGoesToAWholeCode() throws {
    var state = Self.start
    state.press("L", "s")
    let nearest = try #require(state.run.latent.neighbors.first)
    #expect(state.run.latent.cursor == Self.map.code(nearest.index))
    #expect(abs(state.run.latent.cursor[2]) == 5)
  }

  /// On the plane, half of the codes around any one are of the other class.
  @Test func nearIsInTheSpaceOfCodes() {
    var state = Self.start
    state.press("s")
    #expect(state.render().text.contains("100 % at 0.00"))
    state.press("c")
    #expect(state.render().text.contains("50 % at 5.0"))
  }

  @Test func aMoveAfterASnapStaysOnItsLayer() {
    var state = Self.start
    state.press("s")
    let layer = state.run.latent.cursor[2]
    state.press("L", "K")
    #expect(abs(state.run.latent.cursor[2] - layer) < 1e-4)
    #expect(Set(state.run.latent.neighbors.map(\.label)).count == 1)
  }

  /// The plane of the first two latents, of which each is of 40 places one apart, or 1.1; the third is 25.
  @Test func theTitleSaysHowMuchOfTheVarianceIsSeen() {
    let seen = (40.0 * 40 - 1) / 12 * (1 + 1.1 * 1.1)
    let share = 100 * seen / (seen + 25)
    for (width, hasRoom) in [(120, true), (58, false)] {
      var state = Self.start
      _ = state.update(.resized(Size(width: width, height: 40)))
      let text = state.render().text
      let shown = text.number(after: "plane 1-2, ").flatMap { Double($0.text) } ?? 0
      #expect(abs(shown - share) < 1.5 && text.contains("% of the variance") == hasRoom)
    }
  }
}
