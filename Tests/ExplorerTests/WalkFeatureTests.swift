import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

/// The walk from mark to mark, by keys and with time given.
struct WalkFeatureTests {
  /// A run that is over, walked from class 0 to class 5 of the fixture's ring.
  private static func marked(_ keys: String...) -> ExplorerState {
    var session = Fixture.session
    session.phase = .idle
    var state = ExplorerState(
      size: Fixture.start.size, capabilities: Fixture.start.capabilities, session: session)
    for key in ["0", "m", "5", "m"] + keys { state.press(key) }
    return state
  }

  private func length(_ code: [Float]) -> Float {
    code.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  @Test func aStraightPathHasEqualSteps() throws {
    let state = Self.marked()
    let path = try #require(state.run.walk.path)
    #expect(path.count == WalkPath.stepsPerLeg + 1)
    #expect(path.first == state.run.walk.marks[0] && path.last == state.run.walk.marks[1])
    let steps = zip(path, path.dropFirst()).map { a, b in length(zip(a, b).map { $1 - $0 }) }
    let (least, greatest) = (try #require(steps.min()), try #require(steps.max()))
    #expect(greatest - least < 1e-4)
  }

  /// The fixture's classes 0 and 3 lie as far from the origin, at an angle.
  @Test func aSphericalPathKeepsTheRadius() throws {
    var walk = WalkFeature()
    walk.setMarks([[2, 0], [0, 2]])
    walk.nextKind(hasPrior: true)
    #expect(walk.kind == .spherical)
    let path = try #require(walk.path)
    #expect(path.allSatisfy { abs(length($0) - 2) < 1e-4 })
    let straight = LatentPath.linear.codes(from: [2, 0], to: [0, 2], count: 33)
    #expect(length(straight[16]) < 1.5)
  }

  @Test func sphericalPathsNeedAPrior() {
    var walk = WalkFeature()
    walk.nextKind(hasPrior: false)
    #expect(walk.kind == .alongData)
  }

  @Test func thereAreAsManyMarksAsLetters() {
    var state = Self.marked()
    for _ in 0..<24 { state.press("m") }
    #expect(state.run.walk.marks.count == 26 && WalkFeature.letter(25) == "Z")
    state.press("m")
    #expect(state.run.walk.marks.count == 26 && state.notice == .everyLetterIsMarked)
  }

  @Test func timeMovesTheCursorAlongThePath() {
    var state = Self.marked("p")
    #expect(state.run.walk.isPlaying && state.frameInterval == 1.0 / 30)
    // A quarter of a leg a second.
    let effects = state.update(.elapsed(seconds: 2))
    #expect(abs(state.run.walk.position - 0.5) < 1e-9)
    let path = state.run.walk.path ?? []
    #expect(state.run.latent.cursor == path[16])
    #expect(effects.contains(.decode(path[16], of: .first)))
    _ = state.update(.elapsed(seconds: 100))
    #expect(state.run.walk.position == 1 && !state.run.walk.isPlaying)
    #expect(state.run.latent.cursor == path.last && state.frameInterval == nil)
  }

  @Test func speedAndLoop() {
    var state = Self.marked(">", "o", "p")
    #expect(state.run.walk.speed == 0.5 && state.run.walk.loops)
    _ = state.update(.elapsed(seconds: 2))
    #expect(state.run.walk.position == 1 && state.run.walk.isPlaying)
    _ = state.update(.elapsed(seconds: 0.5))
    #expect(abs(state.run.walk.position - 0.75) < 1e-9)
    state.press("<", "<")
    #expect(state.run.walk.speed == 0.125)
  }

  @Test(arguments: ["Right", "3", "s", "c", "n"])
  func aKeyThatMovesTheCursorEndsTheWalk(key: String) {
    var state = Self.marked("p")
    state.press(key)
    #expect(!state.run.walk.isPlaying)
  }

  @Test func otherKeysDoNot() {
    var state = Self.marked("p", ">", "v", "z", "g")
    #expect(state.run.walk.isPlaying)
    state.press("p")
    #expect(!state.run.walk.isPlaying)
  }

  @Test func withoutTwoMarksThereIsNoWalk() {
    var state = Fixture.start
    state.press("m", "p")
    #expect(state.notice == .noWalk && !state.run.walk.isPlaying)
    state.press("M")
    #expect(state.run.walk.marks.isEmpty)
  }

  @Test func theWalkThroughTheClassesGoesFromOneToTheNext() throws {
    var state = Fixture.start
    state.press("f")
    #expect(state.run.walk.isPlaying && state.run.walk.marks.count == 10)
    for (label, mark) in state.run.walk.marks.enumerated() {
      let nearest = try #require(Fixture.map.nearest(to: mark, count: 1).first)
      #expect(nearest.distance == 0 && nearest.label == UInt8(label))
    }
  }

  @Test func whatTakesWorkIsAskedForOnce() {
    var state = Self.marked("I", "I")
    #expect(state.run.walk.kind == .alongData && state.run.walk.path == nil)
    let request = PathRequest(marks: state.run.walk.marks, kind: .alongData)
    #expect(state.walkEffects() == [])
    _ = state.update(
      .computed(.path(FoundPath(request: request, route: .codes([[0, 0], [1, 1]]))), of: .first))
    #expect(state.run.walk.path == [[0, 0], [1, 1]])
  }

  @Test func aPathThatCameTooLateIsNotTaken() {
    var state = Self.marked("I", "I")
    let request = PathRequest(marks: state.run.walk.marks, kind: .alongData)
    state.press("I")
    _ = state.update(
      .computed(.path(FoundPath(request: request, route: .codes([[0, 0], [1, 1]]))), of: .first))
    #expect(state.run.walk.kind == .geodesic && state.run.walk.path == nil)
  }

  @Test func whereNoPathLeadsTheStripSaysSo() {
    var state = Self.marked("I", "I")
    let request = PathRequest(marks: state.run.walk.marks, kind: .alongData)
    let route = FoundPath.Route.disconnected(reached: 200, of: 2_000)
    _ = state.update(.computed(.path(FoundPath(request: request, route: route)), of: .first))
    #expect(state.render().text.contains("200 of 2 000 can be reached"))
  }

  /// Two clusters far apart, and a model that is never asked.
  @Test func pathsAlongTheDataKeepToCodes() throws {
    let bench = try Fixture.bench(map: Fixture.map)
    let marks = [Fixture.map.code(0), Fixture.map.code(5)]
    let found = try #require(PathRequest(marks: marks, kind: .alongData).find(on: bench))
    guard case .codes(let path) = found.route else {
      Issue.record("no path: \(found.route)")
      return
    }
    // No place of the ring's way is farther from a code than codes are from each other there.
    let distances = path.compactMap { Fixture.map.nearest(to: $0, count: 1).first?.distance }
    #expect(distances.allSatisfy { $0 < 0.2 })
    #expect(path.first == marks[0] && path.last == marks[1])
  }
}
