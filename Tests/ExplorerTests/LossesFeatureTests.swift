import Explorer
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
    #expect(abs(try #require(state.run.losses.crosshair) - 12 * 49 / 50) < 1e-9)
    for _ in 0..<9 { state.press("Shift-Left") }
    #expect(state.run.losses.crosshair == 0)
    state.press("b", "Right")
    #expect(state.run.losses.crosshair == 9)
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
}
