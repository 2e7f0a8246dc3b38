import FileFormats
import Foundation
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct RenderCommandTests {
  @Test func keysArePressedBeforeTheScreenIsDrawn() throws {
    try Fixture.withRun { folder in
      let screen = try Program.run(
        ["render", "run", "--size", "80x24", "--keys", "3 Right"], in: folder)
      #expect(screen.output.contains("20 test codes") && screen.output.contains("near "))
    }
  }

  /// A run of one epoch; one that was to have five; and one whose last state was not saved.
  @Test func aRunSaysHowItEnded() throws {
    try Fixture.withRun { folder in
      func title() throws -> Substring {
        try Program.run(["render", "run"], in: folder).output.prefix { $0 != "\n" }
      }
      #expect(try title().contains("epoch 1/1  done"))
      let path = "\(folder)/run/config.json"
      let text = String(decoding: try readFile(path), as: UTF8.self)
      let longer = text.replacing("\"epochs\":1,", with: "\"epochs\":5,")
      try writeFile(Array(longer.utf8), to: path)
      #expect(longer != text)
      #expect(try title().contains("stopped at 1 of 5"))
      try FileManager.default.removeItem(atPath: "\(folder)/run/checkpoint.safetensors")
      #expect(try title().contains("interrupted at 1 of 5"))
      let model = try Program.run(
        ["render", "run/model.safetensors", "--data", "data"], in: folder)
      #expect(!model.output.contains("done") && !model.output.contains("train smoothed"))
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
