import Autoencoders
import Explorer
import TerminalUI
import Testing

/// What keys mean while something lies over the screen.
struct ModeTests {
  @Test func aDigitEndsTheChoiceOfAClass() {
    var state = Fixture.start
    state.press("x")
    #expect(state.modes == [.classChoice] && state.render().text.contains("which class? 0-9"))
    state.press("4")
    #expect(state.modes == [] && state.run.latent.cursor == Fixture.start.run.latent.cursor)
  }

  @Test func anyOtherKeyEndsTheChoiceAndMeansWhatItMeans() {
    var state = Fixture.start
    state.press("x", "l", "4")
    #expect(state.modes == [] && state.run.latent.shownClasses.count == 10)
    #expect(state.run.latent.cursor != Fixture.start.run.latent.cursor)
    state.press("x", "?")
    #expect(state.modes == [.palette])
  }

  @Test func leavingAsksWhileTraining() {
    var state = Fixture.start
    #expect(state.press("q") == [] && state.modes == [.quitDialog])
    #expect(state.press("z") == [] && state.run.latent == Fixture.start.run.latent)
    #expect(state.press("Esc") == [] && state.modes == [])
    for key in ["c", "q"] { #expect(state.press("q", key) == [] && state.modes == []) }
  }

  @Test(arguments: [
    (["q", "s"], Effect.control(.stop, of: .first)),
    (["q", "Enter"], .control(.stop, of: .first)),
    (["q", "k"], .control(.abort, of: .first)),
    (["Ctrl-C", "Ctrl-C"], .control(.abort, of: .first)),
  ])
  func leavingWaitsForTheRun(keys: [String], control: Effect) {
    var state = Fixture.start
    #expect(keys.flatMap { state.press($0) } == [control, .leave(.quit)])
    #expect(state.modes == [.saving])
    // Nothing but an abort cuts the waiting short.
    #expect(state.press("q", "Esc", "s") == [] && state.modes == [.saving])
    #expect(state.press("Ctrl-C") == [.control(.abort, of: .first), .leave(.quit)])
  }

  @Test func leavingWithoutTrainingIsAtOnce() {
    var session = Fixture.session
    session.phase = .idle
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    #expect(state.press("q") == [.control(.abort, of: .first), .leave(.quit)])
    #expect(state.modes == [])
  }

  @Test func everyRunIsAskedToEnd() {
    var state = Fixture.start
    let second = RunID(number: 1)
    _ = state.update(.session(Fixture.session, of: second))
    #expect(
      state.update(.ended(.signal(15))) == [
        .control(.stop, of: .first), .control(.stop, of: second), .leave(.signal(15)),
      ])
    #expect(state.modes == [.saving])
  }

  /// In every mode, and without one.
  @Test(arguments: [[], ["x"], ["?"], ["q"], ["q", "s"]])
  func theTerminalsOwnKeysAlwaysWork(keys: [String]) {
    var state = Fixture.start
    for key in keys { state.press(key) }
    let modes = state.modes
    #expect(state.press("Ctrl-Z") == [.suspend] && state.press("Ctrl-L") == [.redraw])
    #expect(state.modes == modes)
  }

  /// A key without a meaning says so, and changes nothing.
  @Test(arguments: [("F1", "A"), ("F2", "N"), ("F1", "F12")])
  func aKeyWithoutAMeaningSaysSo(page: String, key: String) {
    var state = Fixture.start
    state.press(page)
    let before = state
    #expect(state.press(key).isEmpty && state.notice == .noKey(key))
    state.press(page)
    #expect(state.run == before.run && state.notice == nil)
  }

  /// Esc that takes marks away tells it; with nothing to take away there is nothing to tell.
  @Test func takingMarksAwayIsTold() {
    var state = Fixture.start
    state.press("m", "Right", "m", "Esc")
    #expect(state.notice == .marksTaken(2) && state.run.walk.marks.isEmpty)
    state.press("Esc")
    #expect(state.notice == nil)
  }
}
