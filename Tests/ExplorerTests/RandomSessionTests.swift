import Autoencoders
import Explorer
import TerminalUI
import TestSupport
import Testing

/// A person who presses anything, in a window of any size.
@Suite(.mustEnd)
struct RandomSessionTests {
  private static let sizes = [
    (40, 18), (58, 24), (80, 24), (120, 40), (200, 60), (20, 5), (1, 1), (300, 100),
  ]

  private static let keys: [Key] =
    (0x20..<0x7f).map { .character(Character(Unicode.Scalar(UInt8($0)))) }
    + [
      .up, .down, .left, .right, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .enter, .backspace,
      .backTab, .pageUp, .pageDown, .home, .end, .escape, .tab,
    ] + (1...7).map { .function($0) }

  /// Whatever is pressed, every screen can be drawn, and the help still opens at the end.
  @Test(arguments: ScreenTruthTests.presets, [UInt64(1), 2])
  func anyKeyInAnyWindowLeavesAScreen(preset: String, seed: UInt64) throws {
    let watched = try WatchedRun(preset, train: 60, test: 40) {
      $0.batchSize = 20
      $0.setEpochs(1, layers: Preset.named(preset)?.model.encoder ?? [])
    }
    try watched.run.run()
    let snapshot = try watched.snapshot()
    var random = Philox(seed: seed, stream: .prior)
    func pick<Value>(_ values: [Value]) -> Value {
      values[min(Int(random.nextUnit() * Float(values.count)), values.count - 1)]
    }
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: snapshot)
    _ = state.start()
    for _ in 0..<1500 {
      if random.nextUnit() < 0.05 {
        let (width, height) = pick(Self.sizes)
        _ = state.update(.resized(Size(width: width, height: height)))
      } else {
        _ = state.update(.key(pick(Self.keys)))
      }
      if random.nextUnit() < 0.1 { _ = state.update(.elapsed(seconds: 0.03)) }
      #expect(state.render().size == state.size)
    }
    _ = state.update(.resized(Size(width: 120, height: 40)))
    for _ in 0..<8 { _ = state.update(.key(.escape)) }
    _ = state.update(.key(.character("?")))
    #expect(state.render().text.contains("search"))
  }
}
