import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

/// Directions, analogies and ranks on the page of a code's values, for codes whose means are known.
struct DirectionsTests {
  /// Class 0 around (0, 0, 0), class 1 around (4, 2, 0), class 2 around (0, 0, 8); a quarter either way in the first
  /// latent.
  private static let map: LatentMap = {
    var codes: [Float] = []
    for index in 0..<60 {
      let offset: Float = index / 3 % 2 == 0 ? 0.25 : -0.25
      let center: [Float] = [[0, 0, 0], [4, 2, 0], [0, 0, 8]][index % 3]
      codes += [center[0] + offset, center[1], center[2]]
    }
    return LatentMap(codes: codes, labels: (0..<60).map { UInt8($0 % 3) }, latentCount: 3)
  }()

  private static func state() -> ExplorerState {
    var session = Fixture.session
    session.phase = .idle
    session.map = map
    session.model = nil
    session.klPerDimension = [1, 2, 3]
    session.secondMoment = []
    var state = ExplorerState(
      size: Size(width: 160, height: 40), capabilities: Capabilities(), session: session)
    state.press("F4")
    return state
  }

  private static func type(_ line: String, _ state: inout ExplorerState) -> [Effect] {
    state.press(":")
    for character in line { state.press(character == " " ? "Space" : String(character)) }
    return state.press("Enter")
  }

  /// From class 0 to class 1 the difference is (4, 2, 0), of 20 codes each whose first latent varies by 1/19 · 20/16.
  @Test func aClassLessAnotherIsSlidAlong() throws {
    var state = Self.state()
    let before = state.run.latent.cursor
    _ = Self.type("code.direction 1 0", &state)
    let direction = try #require(state.run.code.chosenDirection)
    #expect(direction.difference == [4, 2, 0])
    let variance = 20.0 / 16 / 19
    let error = try #require(direction.standardErrors)[0]
    #expect(abs(error - (2 * variance / 20).squareRoot()) < 1e-6)
    // Along (4, 2) / √20 there is 16/20 of it.
    let along = try #require(direction.lengthError)
    #expect(abs(along - (2 * variance * 16 / 20 / 20).squareRoot()) < 1e-6)
    state.press("L", "L")
    let after = state.run.latent.cursor
    for (latent, step) in [4.0, 2, 0].enumerated() {
      #expect(abs(Double(after[latent] - before[latent]) - step) < 1e-5)
    }
    let screen = state.render().text
    #expect(screen.contains("along 1 − 0") && screen.contains("(standard error)"))
    #expect(screen.contains("means of 20 and 20 codes"))
    // The error of the length is written as it is.
    #expect(screen.contains("length 4.472 ± \(rate(along, decimals: 3))"))
    #expect(screen.contains("beyond 2 standard errors in 2 of 3 latents"))
  }

  @Test func theWayGoesFromBeforeToBehind() throws {
    var state = Self.state()
    _ = Self.type("code.direction 1 0", &state)
    let series = state.run.code.series(of: state.run.latent.cursor, count: 4)
    let places = series.compactMap { state.run.code.chosenValue(of: $0) }
    for (place, expected) in zip(places, [-1, 0, 1, 2] as [Float]) {
      #expect(abs(place - expected) < 1e-5)
    }
    // Zero is at the mean it begins at; restored, the code is where its image has it.
    state.press("z")
    #expect(abs(state.run.code.chosenValue(of: state.run.latent.cursor) ?? 1) < 1e-6)
    state.press("u")
    for (value, own) in zip(state.run.latent.cursor, Self.map.code(0)) {
      #expect(abs(value - own) < 1e-5)
    }
  }

  /// The direction stands before all latents, and goes as it came.
  @Test func theChoiceGoesBetweenDirectionAndLatents() {
    var state = Self.state()
    _ = Self.type("code.direction 1 0", &state)
    state.press("Down")
    #expect(state.run.code.chosenDirection == nil && state.run.code.selected == 2)
    state.press("Down", "Up", "Up", "Up")
    #expect(state.run.code.chosenDirection != nil)
    _ = Self.type("code.direction none", &state)
    state.press("Up", "Up")
    #expect(state.run.code.chosenDirection == nil && state.run.code.directions.direction == nil)
  }

  @Test func markedSetsAreADirectionToo() throws {
    var state = Self.state()
    _ = Self.type("code.direction sets", &state)
    #expect(state.notice?.text.contains("no direction") == true)
    // Images 1 and 4 are of class 1, image 2 of class 2.
    for (image, key) in [(1, "A"), (4, "A"), (2, "B")] {
      _ = Self.type("latent.goto #\(image)", &state)
      state.press(key)
    }
    #expect(state.notice?.text == "#2 is in set B, which has 1")
    _ = Self.type("code.direction sets", &state)
    let direction = try #require(state.run.code.chosenDirection)
    #expect(direction.endCount == 2 && direction.startCount == 1 && direction.lengthError == nil)
    #expect(state.render().text.contains("standard error not known"))
    // Without image 4, what is left moves with it.
    _ = Self.type("latent.goto #4", &state)
    state.press("A")
    #expect(state.run.code.directions.direction?.endCount == 1)
    #expect(state.notice?.text == "#4 is no longer in set A, which has 1")
  }

  @Test func classesWithoutCodesLeadNowhere() {
    var state = Self.state()
    _ = Self.type("code.direction 1 7", &state)
    #expect(state.notice?.text.contains("no direction leads from 7 to 1") == true)
    _ = Self.type("code.direction 1 1", &state)
    #expect(state.notice?.text.contains("no direction leads from 1 to 1") == true)
  }

  /// Newer codes give another difference of the same sets.
  @Test func newCodesRenewTheDirection() throws {
    var state = Self.state()
    _ = Self.type("code.direction 1 0", &state)
    var session = state.session
    session.map = LatentMap(
      codes: Self.map.codes.map { 2 * $0 }, labels: Self.map.points.map(\.label), latentCount: 3)
    _ = state.update(.session(session, of: .first))
    #expect(state.run.code.chosenDirection?.difference == [8, 4, 0])
  }

  // MARK: Analogies

  /// Class 0 is to class 1 as class 2 to (4, 2, 8); image #0 to #1 as #3 to its code and (4, 2, 0).
  @Test func theAnswerIsCPlusBLessA() throws {
    var state = Self.state()
    let effects = Self.type("code.analogy 0 1 2", &state)
    for (value, expected) in zip(state.run.latent.cursor, [4, 2, 8] as [Float]) {
      #expect(abs(value - expected) < 1e-5)
    }
    let analogy = try #require(state.run.code.analogy)
    let request = StripRequest(codes: analogy.codes, imageCount: 4)
    #expect(effects.contains(.compute(.strip(request, .analogy), of: .first)))
    #expect(state.render().text.contains("0 is to 1 as 2 is to ?"))
    _ = Self.type("code.analogy #0 #1 #3", &state)
    for (value, own) in zip(state.run.latent.cursor, [-0.25 + 4, 2, 0] as [Float]) {
      #expect(abs(value - own) < 1e-5)
    }
    // Moved on, the row is that of a latent again.
    state.press("Right")
    #expect(!state.render().text.contains("is to ?"))
    _ = Self.type("code.analogy #0 #1 #99", &state)
    #expect(state.notice == .noCode(ofImage: 99))
  }

  // MARK: Ranks

  /// In a decoder of three pixels that heeds its latents by 4, 1 and not at all, over ranges that are as wide.
  @Test func latentsAreRankedByWhatIsSeen() throws {
    var state = Self.state()
    let effects = Self.type("code.order visible", &state)
    // Without a model there is nothing to look at: until then they are by deviation.
    #expect(effects.isEmpty && state.run.code.isSorting && state.run.code.order == .activity)
    var session = state.session
    session.model = Fixture.model
    _ = state.update(.session(session, of: .first))
    let asked = state.press("Up").compactMap { effect in
      if case .compute(.visibleChanges(let request), _) = effect { request } else { nil }
    }
    let request = try #require(asked.last)
    let spread = try #require(state.run.code.spread)
    for (latent, range) in request.ranges.enumerated() {
      #expect(abs(range.upperBound - spread.means[latent] - spread.deviations[latent]) < 1e-5)
      #expect(abs(spread.means[latent] - range.lowerBound - spread.deviations[latent]) < 1e-5)
    }
    let changes = VisibleChanges(request: request, values: [0.02, 0.3, 0])
    _ = state.update(.computed(.visibleChanges(changes), of: .first))
    #expect(state.run.code.order == .visible && state.run.code.latents == [1, 0, 2])
    let screen = state.render().text
    #expect(screen.contains("by visible change") && screen.contains("0.300"))
  }

  /// Where an evaluation told the posteriors' variances, they widen the range.
  @Test func theRangeIsOfTheAggregatePosterior() {
    let spread = CodeSpread(
      LatentMap(codes: [1, 0, 3, 0, 1, 0, 3, 0], labels: [0, 0, 1, 1], latentCount: 2))
    let ranges = spread.posteriorRanges(secondMoments: [4 + 1 + 3, 1])
    #expect(ranges[0] == 0...4 && ranges[1] == -1...1)
    #expect(spread.posteriorRanges(secondMoments: [])[0] == 1...3)
  }
}
