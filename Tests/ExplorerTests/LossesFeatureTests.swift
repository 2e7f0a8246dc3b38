import Explorer
import TerminalUI
import Testing

/// Keys of the charts of losses.
struct LossesFeatureTests {
  @Test func theyWorkWhereTheChartsHaveTheKeys() {
    var state = Fixture.start
    state.press("y", "o", "b")
    #expect(state.losses == Fixture.start.losses)
    state.press("F3", "y", "o", "b", "Left")
    #expect(state.losses.isLogarithmic && state.losses.showsOutliers && state.losses.showsRecent)
    #expect(state.latent.cursor == Fixture.start.latent.cursor)
  }

  /// Fifty steps from end to end; twelve epochs, or the last three of them.
  @Test func theCrosshairStaysWithinTheEpochsShown() throws {
    var state = Fixture.start
    state.press("F3", "Left")
    #expect(abs(try #require(state.losses.crosshair) - 12 * 49 / 50) < 1e-9)
    for _ in 0..<9 { state.press("Shift-Left") }
    #expect(state.losses.crosshair == 0)
    state.press("b", "Right")
    #expect(state.losses.crosshair == 9)
    state.press("Esc")
    #expect(state.losses.crosshair == nil)
  }

  @Test func smoothingHasALeastAndAGreatest() {
    var state = Fixture.start
    state.press("F3", ">", ">", ">", ">")
    #expect(state.losses.smoothing == 0.98)
    for _ in 0..<9 { state.press("<") }
    #expect(state.losses.smoothing == 0)
  }
}
