import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

/// The page of a code's values, for codes of five values.
struct CodeFeatureTests {
  /// Latent i has mean i and deviation near i + 1.
  private static let map: LatentMap = {
    var random = Philox(seed: 3, stream: .prior)
    var codes: [Float] = []
    for index in 0..<5_000 {
      let uniform = (random.nextUnit() - 0.5) * Float(12).squareRoot()
      codes.append(Float(index % 5) + Float(index % 5 + 1) * uniform)
    }
    return LatentMap(codes: codes, labels: (0..<1_000).map { UInt8($0 % 10) }, latentCount: 5)
  }()

  private static func state(kl: [Double] = [0.5, 2, 0.005, 1, 0.7]) -> ExplorerState {
    var session = Fixture.session
    session.phase = .idle
    session.map = map
    session.model = nil
    session.klPerDimension = kl
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    state.press("F4")
    return state
  }

  @Test func itBeginsWithTheCodeOfAnImage() {
    let state = Self.state()
    #expect(state.run.latent.cursor == Self.map.code(0))
    #expect(state.render().text.contains("of #0, class 0"))
  }

  @Test func latentsStandInTheOrderAskedFor() {
    var state = Self.state()
    #expect(state.run.code.latents == [1, 3, 4, 0, 2])
    state.press("o")
    #expect(state.run.code.order == .activity && state.run.code.latents == [4, 3, 2, 1, 0])
    state.press("o")
    #expect(state.run.code.order == .index && state.run.code.latents == [0, 1, 2, 3, 4])
  }

  /// Codes come before the evaluation that tells their KL.
  @Test func theOrderFollowsTheKLWhenItComes() {
    var state = Self.state(kl: [])
    var session = state.session
    session.klPerDimension = [0.5, 2, 0.005, 1, 0.7]
    _ = state.update(.session(session, of: .first))
    #expect(state.run.code.order == .kl && state.run.code.latents == [1, 3, 4, 0, 2])
  }

  @Test func withoutKLActivityDecides() {
    #expect(Self.state(kl: []).run.code.order == .activity)
  }

  @Test func slidingChangesOneValueByTenthsOfItsDeviation() throws {
    var state = Self.state()
    let before = state.run.latent.cursor
    state.press("Down", "Right", "Right", "Left")
    let after = state.run.latent.cursor
    #expect(state.run.code.selected == 3)
    let deviation = try #require(state.run.code.spread).deviations[3]
    #expect(abs(deviation - 4) < 0.2)
    #expect(abs(after[3] - before[3] - deviation / 10) < 1e-4)
    #expect((0..<5).filter { after[$0] != before[$0] } == [3])
    #expect(state.render().text.contains("1 edited"))
  }

  @Test func zeroAndRestore() {
    var state = Self.state()
    state.press("z")
    #expect(state.run.latent.cursor[1] == 0)
    state.press("u")
    #expect(state.run.latent.cursor == Self.map.code(0))
    state.press("c", "u")
    #expect(state.notice == .noAnchor)
  }

  /// The chosen latent stays chosen while others change places.
  @Test func theChoiceStaysWithItsLatent() {
    var state = Self.state()
    state.press("Down", "Down", "o")
    #expect(state.run.code.selected == 4)
  }

  @Test func whatIsShownIsTheCode() {
    let state = Self.state()
    let text = state.render().text
    for value in Self.map.code(0) { #expect(text.contains(fixed(Double(value), decimals: 3))) }
    #expect(text.contains("4 of 5 carry more than 0.01 nats"))
  }

  @Test func amountsAreCountedAndNeverNegative() {
    var session = Fixture.session
    session.map = LatentMap(
      codes: [0, 1, 0, 2, 0, 3], labels: [0, 1], latentCount: 3)
    session.klPerDimension = []
    session.model = nil
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    state.press("F4")
    #expect(state.render().text.contains("2 of 3 values are zero"))
    for _ in 0..<50 { state.press("H") }
    #expect(state.run.latent.cursor.allSatisfy { $0 >= 0 })
  }

  @Test func theSeriesGoesOverTheRange() throws {
    let state = Self.state()
    let series = state.run.code.series(of: state.run.latent.cursor, count: 9)
    let spread = try #require(state.run.code.spread)
    #expect(abs(series[4][1] - spread.means[1]) < 1e-3)
    #expect(abs(series[8][1] - spread.means[1] - 3 * spread.deviations[1]) < 1e-3)
    #expect(series.allSatisfy { $0[0] == state.run.latent.cursor[0] })
  }
}
