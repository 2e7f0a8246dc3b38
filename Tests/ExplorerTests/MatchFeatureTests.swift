import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

/// The game of matching an image.
struct MatchFeatureTests {
  @Test func theDistanceIsTheRootMeanSquare() {
    #expect(MatchFeature.distance([0, 0, 0, 0], [1, 0, 1, 0]) == 0.5.squareRoot())
    #expect(MatchFeature.distance([0.25], [0.25]) == 0)
  }

  /// Half of the way gone in twenty moves: 50 less 2.
  @Test func theScoreIsTheWayLessTheMoves() throws {
    var match = MatchFeature()
    match.begin(image: 7, code: [1, 1])
    #expect(match.round?.score == nil)
    match.take(target: [0, 0], now: [0.8, 0.8])
    #expect(match.round?.score == 0)
    for _ in 0..<20 { match.noteMove() }
    match.show([0.4, 0.4])
    #expect(match.round?.moves == 20 && match.round?.score == 48 && match.best == nil)
    match.show([1, 1])
    #expect(match.round?.score == 0)
    match.show([0.016, 0.016])
    let round = try #require(match.round)
    #expect(round.isWon && round.score == 98 - 2 && match.best == 96)
    // What is won stays so.
    match.show([1, 1])
    match.noteMove()
    #expect(match.round?.isWon == true && match.round?.moves == 20)
  }

  /// A person who plays a round on the page where the cursor is.
  @Test func aRoundIsPlayed() throws {
    var session = Fixture.session
    session.phase = .idle
    session.images = Fixture.ringImages
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    let effects = state.press("G")
    let round = try #require(state.run.match.round)
    let request = StripRequest(codes: [round.code], imageCount: 1)
    #expect(effects.contains(.compute(.strip(request, .target), of: .first)))
    #expect(effects.contains(.decode([0, 0], of: .first)))
    func see(_ pixels: [Float]) {
      _ = state.update(
        .decoded(DecodedImage(code: state.run.latent.cursor, pixels: pixels, step: 1)))
    }
    see(Fixture.ring.map { $0 / 2 })
    _ = state.update(
      .computed(
        .strip(DecodedStrip(request: request, images: [Fixture.ring], readings: []), .target),
        of: .first))
    #expect(state.render().text.contains("match the target") && state.run.match.round?.score == 0)
    state.press("Right", "Up", "a", "g")
    #expect(state.run.match.round?.moves == 2)
    see(Fixture.ring)
    #expect(state.run.match.round?.isWon == true)
    let screen = state.render().text
    #expect(screen.contains("matched #\(round.image) in 2 moves") && screen.contains("score 100"))
    state.press("Esc")
    #expect(state.run.match.round == nil && state.run.match.best == 100)
    #expect(state.notice == .matchEnded(score: 100))
  }

  /// The target may be there before any other image is.
  @Test func theTargetIsTakenFirstToo() throws {
    var state = Fixture.start
    state.press("G")
    let round = try #require(state.run.match.round)
    let request = StripRequest(codes: [round.code], imageCount: 1)
    let strip = DecodedStrip(request: request, images: [Fixture.ring], readings: [])
    _ = state.update(.computed(.strip(strip, .target), of: .first))
    #expect(state.run.match.round?.target == Fixture.ring && state.run.match.round?.score == nil)
    _ = state.update(
      .decoded(DecodedImage(code: [0, 0], pixels: Fixture.ring.map { $0 / 2 }, step: 1)))
    #expect(state.run.match.round?.score == 0)
  }

  /// Newer weights have another target: the round is over.
  @Test func newWeightsEndTheRound() {
    var state = Fixture.start
    state.press("G")
    var session = Fixture.session
    session.map = LatentMap(
      codes: Fixture.map.codes.map { $0 / 2 }, labels: Fixture.map.points.map(\.label),
      latentCount: 2)
    _ = state.update(.session(session, of: .first))
    #expect(state.run.match.round == nil)
  }
}
