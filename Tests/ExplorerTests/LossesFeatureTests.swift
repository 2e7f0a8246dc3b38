import Autoencoders
import Explorer
import Foundation
import TerminalUI
import Testing

/// Keys of the charts of losses.
struct LossesFeatureTests {
  @Test func theyWorkWhereTheChartsHaveTheKeys() {
    var state = Fixture.start
    state.press("y", "o", "b")
    #expect(state.run.losses == Fixture.start.run.losses)
    state.press("F2", "y", "o", "b", "Left")
    #expect(
      state.run.losses.isLogarithmic && state.run.losses.showsOutliers
        && state.run.losses.showsRecent)
    #expect(state.run.latent.cursor == Fixture.start.run.latent.cursor)
  }

  /// Fifty steps from end to end; twelve epochs, or the last three of them.
  @Test func theCrosshairStaysWithinTheEpochsShown() throws {
    var state = Fixture.start
    state.press("F2", "Left")
    let lastButOne = try #require(state.run.losses.crosshair)
    #expect(abs(lastButOne - 11.76) < 1e-9)
    for _ in 0..<9 { state.press("Shift-Left") }
    #expect(state.run.losses.crosshair == 0)
    state.press("b", "Right")
    let second = try #require(state.run.losses.crosshair)
    #expect(abs(second - 9.06) < 1e-9)
    state.press("Esc")
    #expect(state.run.losses.crosshair == nil)
  }

  @Test func smoothingHasALeastAndAGreatest() {
    var state = Fixture.start
    state.press("F2", ">", ">", ">", ">")
    #expect(state.run.losses.smoothing == 0.98)
    for _ in 0..<9 { state.press("<") }
    #expect(state.run.losses.smoothing == 0)
  }

  /// One line of 40 cells and more holds the values of train and test at the crosshair, whatever is shown.
  @Test func theCrosshairFollowsWhatIsShown() throws {
    var state = Fixture.start
    for key in ["F2", "Left"] { state.press(key) }
    while state.focus != .losses { state.press("Tab") }
    state.press("+")
    for _ in 0..<5 { state.press("Shift-Left") }
    #expect(state.run.losses.crosshair == 0)
    #expect(state.render().text.contains("0.00 train"))
    state.press("b")
    let text = state.render().text
    #expect(
      text.contains("9.00 train") && text.contains("test") && text.contains(" at 9 ─"))
    state.press("b")
    #expect(state.render().text.contains("0.00 train"))
  }

  @Test(arguments: [
    (["y"], "log"), (["b"], "last 25 %"), (["o"], "all values"), ([], "train smoothed 0.9"),
    ([">"], "train smoothed 0.95"),
  ])
  func whatIsDoneToTheLossesIsSaidWhereItIsDone(keys: [String], words: String) {
    var state = Fixture.start
    while state.focus != .losses { state.press("Tab") }
    func mentions() -> Int {
      let lines = state.render().text.split(separator: "\n")
      return (lines.dropLast().last ?? "").components(separatedBy: words).count - 1
    }
    #expect(mentions() == (words == "train smoothed 0.9" ? 3 : 0))
    for key in keys { state.press(key) }
    #expect(mentions() == 3)
  }

  @Test func theKLTermsWeightIsSaidWhereItIsNotOne() {
    var session = Fixture.session
    var history = LossHistory()
    history.add(
      StepReport(
        step: 1, epoch: 1, loss: LossTerms(reconstruction: 100, kl: 20, klWeight: 0.25)))
    history.addTest(LossTerms(reconstruction: 90, kl: 20, klWeight: 1), epoch: 1)
    session.history = history
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    let text = state.render().text
    #expect(text.contains("ELBO train 120.0 test 110.0 nats") && text.contains("weight 0.25"))
  }
}
