import FileFormats
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

struct SnapshotTests {
  @Test func aKeyKeepsTheScreenBesideTheRun() {
    var state = Fixture.start
    state.session.folder = "runs/vae"
    let target = FileTarget.numbered(folder: "runs/vae", stem: "walk", ending: "svg")
    #expect(state.press("P") == [.keepScreen(.svg, target)])
    state.press("F2")
    state.session.folder = nil
    let train = FileTarget.numbered(folder: nil, stem: "train", ending: "svg")
    #expect(state.press("P") == [.keepScreen(.svg, train)])
  }

  @Test(
    arguments: [
      ("a.svg", .svg), ("a.PNG", .png), ("a.txt", .text), ("a.ansi", .ansi), ("a b.png", .png),
      ("plain", .svg), (".hidden", .svg),
    ] as [(String, SnapshotFormat)])
  func theEndingDecides(path: String, format: SnapshotFormat) {
    var state = Fixture.start
    #expect(state.update(.typed("snapshot \(path)")) == [.keepScreen(format, .path(path))])
  }

  @Test func otherEndingsAreRefused() {
    var state = Fixture.start
    #expect(state.update(.typed("snapshot a.gif")) == [])
    #expect(state.notice == .noCommand("snapshot a.gif"))
  }

  @Test func namesAreFreeOnesAndHaveAnEnding() throws {
    try withTemporaryFolder { folder in
      let target = FileTarget.numbered(folder: folder, stem: "walk", ending: "svg")
      #expect(target.path(ending: "svg") == "\(folder)/walk-1.svg")
      try writeFile([], to: "\(folder)/walk-1.svg")
      #expect(target.path(ending: "svg") == "\(folder)/walk-2.svg")
    }
    #expect(FileTarget.path("x/a").path(ending: "svg") == "x/a.svg")
    #expect(FileTarget.path("x/a.png").path(ending: "svg") == "x/a.png")
    #expect(!FileTarget.path("~/a.png").path(ending: "svg").hasPrefix("~"))
  }

  /// A cell of ink, one of paper, one whose upper half is ink, and a letter.
  @Test func pixelsAreThoseOfTheCells() throws {
    var screen = CellBuffer(size: Size(width: 4, height: 1))
    let style = Style(.direct(red: 255, green: 0, blue: 0), on: .direct(red: 0, green: 0, blue: 9))
    screen.write("█ ▀A", column: 0, row: 0, style: style)
    let image = try RasterImage(
      parsing: screen.pngBytes(background: .dark), sideLimit: 64)
    #expect((image.width, image.height) == (32, 16))
    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
      Array(image.pixels[3 * (y * 32 + x)..<3 * (y * 32 + x) + 3])
    }
    let (ink, paper): ([UInt8], [UInt8]) = ([255, 0, 0], [0, 0, 9])
    #expect(pixel(0, 0) == ink && pixel(7, 15) == ink && pixel(8, 0) == paper)
    #expect(pixel(16, 7) == ink && pixel(16, 8) == paper)
    let letter = (24..<32).flatMap { x in (0..<16).map { pixel(x, $0) } }
    #expect((15...50).contains(letter.count { $0 == ink }))
  }

  @Test func theTerminalsOwnColorsAreThoseOfTheBackground() throws {
    let blank = CellBuffer(size: Size(width: 1, height: 1))
    for (background, gray) in [(Background.dark, UInt8(0x1e)), (.light, 0xff)] {
      let image = try RasterImage(parsing: blank.pngBytes(background: background), sideLimit: 16)
      #expect(image.pixels.allSatisfy { $0 == gray })
    }
  }
}
