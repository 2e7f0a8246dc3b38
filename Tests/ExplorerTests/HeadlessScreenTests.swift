import Autoencoders
import Explorer
import TerminalUI
import TestSupport
import Testing

struct HeadlessScreenTests {
  @Test(.mustEnd) func showsTheDigitUnderTheCursor() throws {
    let model = Autoencoder(
      Preset.all[0].model, initialization: .heUniform, seed: 1, capacity: 1,
      on: try Engine(threads: 1))
    var session = Fixture.session
    session.model = model.snapshot(step: 1)
    func text(_ keys: [Key]) throws -> String {
      try screen(
        of: session, size: Size(width: 80, height: 24),
        capabilities: Capabilities(colors: .none, glyphs: .ascii), keys: keys
      ).text
    }
    let origin = try text([]), moved = try text([.character("3")])
    #expect(origin != moved && origin.contains("z = +0.000 +0.000"))
    // An untrained decoder is gray, not black: the pane is not empty.
    #expect(moved.split(separator: "\n")[8].suffix(30).contains("#"))
  }

  /// Leaving ends the keys, not the picture.
  @Test(.mustEnd) func aKeyThatLeavesKeepsTheScreen() throws {
    var session = Fixture.session
    session.phase = .idle
    func text(_ keys: [Key]) throws -> String {
      try screen(
        of: session, size: Size(width: 80, height: 24), capabilities: Capabilities(), keys: keys
      ).text
    }
    #expect(try text([.character("3"), .character("q")]) == text([.character("3")]))
    #expect(try text([.character("3")]) != text([]))
  }

  /// The picture holds one shape a dot, whatever fonts there are.
  @Test func svgDrawsShapes() {
    let text = Fixture.state(80, 24, Capabilities()).render().svgText(background: .dark)
    #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
    #expect(!text.unicodeScalars.contains { (0x2580...0x28ff).contains($0.value) })
    #expect(text.contains("stroke-linecap=\"round\""))
  }
}
