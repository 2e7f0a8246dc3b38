import FileFormats
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2)))
struct RenderCommandTests {
  @Test func keysArePressedBeforeTheScreenIsDrawn() throws {
    try Fixture.withRun { folder in
      let screen = try Program.run(
        ["render", "run", "--size", "80x24", "--keys", "3 Right"], in: folder)
      #expect(screen.output.contains("20 test codes") && screen.output.contains("near "))
    }
  }

  @Test(arguments: [["--format", "svg"], ["--out", "screen.svg"]])
  func screensAreDrawnAsSVG(options: [String]) throws {
    try Fixture.withRun { folder in
      let drawn = try Program.run(["render", "run"] + options, in: folder)
      #expect(drawn.status == 0, "\(drawn.error)")
      let path = "\(folder)/screen.svg"
      let text = exists(path) ? String(decoding: try readFile(path), as: UTF8.self) : drawn.output
      #expect(text.hasPrefix("<svg "))
    }
  }
}
