import FileFormats
import Foundation
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct ScreenRecordingTests {
  private static let style = Style(.indexed(208), on: .terminal, .bold)

  /// A letter that goes to the right, three of each second, and in between nothing new; then a smaller window.
  private static let screens: [CellBuffer] =
    (0..<6).map { step in
      var screen = CellBuffer(size: Size(width: 20, height: 3))
      screen.write("z = −1.5  ▀█⣿", column: 0, row: 0)
      screen.write("A", column: step / 2, row: 1, style: style)
      return screen
    } + [CellBuffer(size: Size(width: 10, height: 2))]

  private static let recording: ScreenRecording = {
    var recording = ScreenRecording()
    for (index, screen) in screens.enumerated() {
      _ = recording.add(screen, at: 5_000 + 200 * index)
    }
    recording.end(at: 7_000)
    return recording
  }()

  @Test func keepsWhatChanges() {
    let frames = Self.recording.frames
    #expect(frames.map(\.milliseconds) == [0, 400, 800, 1_200])
    #expect(frames.map(\.changes.count) == [10, 2, 2, 0])
    #expect(frames.map(\.isBlankBefore) == [true, false, false, true])
    #expect(Self.recording.milliseconds == 2_000)
    #expect(Self.recording.largest == Size(width: 20, height: 3))
  }

  @Test func screensComeBack() {
    var screen = CellBuffer(size: Size(width: 0, height: 0))
    let shown = Self.recording.frames.map { frame in
      screen = frame.applied(to: screen)
      return screen
    }
    #expect(shown == [0, 2, 4, 6].map { Self.screens[$0] })
  }

  /// Of screens within the same second the last one, and the first of all.
  @Test func thinnedRecordingsEndAlike() {
    let thinned = Self.recording.thinned(to: 1_000)
    #expect(thinned.frames.map(\.milliseconds) == [0, 800, 1_200])
    #expect(thinned.milliseconds == 2_000)
    var screen = CellBuffer(size: Size(width: 0, height: 0))
    for frame in thinned.frames { screen = frame.applied(to: screen) }
    #expect(screen == Self.screens.last)
  }

  @Test func thereIsAnEndToWhatIsKept() {
    var recording = ScreenRecording()
    let size = Size(width: 1_000, height: 1_000)
    let blank = CellBuffer(size: size)
    var full = blank
    full.fill(full.bounds, with: Cell("x"))
    var added = 0
    while recording.add(added.isMultiple(of: 2) ? full : blank, at: added), added < 20 {
      added += 1
    }
    #expect(added == ScreenRecording.mostChanges / 1_000_000)
    let hasRoom = recording.add(full, at: 100)
    #expect(!hasRoom)
  }

  // MARK: asciicast

  /// As much of a terminal as is needed: it puts characters where it is told, and clears.
  private static func play(_ output: String, on screen: inout [[Unicode.Scalar]]) {
    var (row, column) = (0, 0)
    var rest = Array(output.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1b}" else {
        screen[row][column] = scalar
        column += 1
        continue
      }
      let end = rest.firstIndex { $0.properties.isAlphabetic } ?? rest.endIndex
      let parameters = String(String.UnicodeScalarView(rest[..<end].dropFirst()))
        .split(separator: ";").compactMap { Int($0) }
      switch rest[end] {
      case "H": (row, column) = (parameters[0] - 1, parameters[1] - 1)
      case "J": screen = screen.map { $0.map { _ in " " } }
      default: break
      }
      rest = rest[(end + 1)...]
    }
  }

  @Test func anAsciicastShowsTheScreens() throws {
    let lines = String(decoding: Self.recording.asciicast(), as: UTF8.self)
      .split(separator: "\n").map { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
    let header = try #require(lines.first as? [String: Any])
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 20 && header["height"] as? Int == 3)
    let events = lines.dropFirst().compactMap { $0 as? [Any] }
    #expect(events.count == lines.count - 1)
    #expect(events.map { $0[1] as? String } == ["o", "o", "o", "r", "o", "o"])
    #expect(events.map { $0[0] as? Double } == [0, 0.4, 0.8, 1.2, 1.2, 2])
    #expect(events[3][2] as? String == "10x2")
    var screen = [[Unicode.Scalar]](repeating: .init(repeating: " ", count: 20), count: 3)
    for (event, index) in zip(events, [0, 2, 4]) {
      Self.play(try #require(event[2] as? String), on: &screen)
      let wanted = (0..<3).map { Self.screens[index].row($0).map(\.glyph) }
      #expect(screen == wanted)
    }
    #expect((events[1][2] as? String)?.contains("\u{1b}[0;1;38;5;208m") == true)
  }

  private static let anyPython = Python(with: "json")

  /// As asciinema's format has it: an object, then lists of a number and two texts, in the order of time.
  @Test(.enabled(if: anyPython != nil, "no python3"))
  func aReaderOfJSONTakesIt() throws {
    try withTemporaryFolder { folder in
      try writeFile(Self.recording.asciicast(), to: "\(folder)/a.cast")
      let program = """
        import json, sys
        header, *events = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
        assert header["version"] == 2 and all(type(header[k]) is int for k in ("width", "height"))
        assert all(len(e) == 3 and e[1] in "or" and type(e[2]) is str for e in events)
        assert [e[0] for e in events] == sorted(e[0] for e in events)
        print(len(events))
        """
      let printed = try #require(Self.anyPython).run(program, ["\(folder)/a.cast"])
      #expect(printed == "6\n")
    }
  }

  // MARK: Pictures

  private final class Elements: NSObject, XMLParserDelegate {
    var found: [(name: String, attributes: [String: String])] = []
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { found.append((name, attributes)) }
  }

  @Test func anAnimatedSVGShowsWhatChanges() {
    let text = Self.recording.animatedSVG(background: .dark)
    let (parser, elements) = (XMLParser(data: Data(text.utf8)), Elements())
    parser.delegate = elements
    #expect(parser.parse())
    let round = elements.found.first { $0.name == "animate" }?.attributes
    #expect(round?["dur"] == "2s" && round?["begin"] == "0s;round.end")
    let begins = elements.found.filter { $0.name == "set" }.compactMap { $0.attributes["begin"] }
    // Letters leave one cell and appear in the one beside; the smaller window is three rows without anything.
    #expect(
      begins == ["round.begin+0.4s", "round.begin+0.8s"]
        + [String](repeating: "round.begin+1.2s", count: 3))
    let hidden = elements.found.filter { $0.attributes["visibility"] == "hidden" }
    #expect(hidden.count == begins.count)
  }

  /// Earlier ones draw no palette over another frame.
  private static let pillow = Python(with: "PIL", version: 11)

  @Test(.enabled(if: pillow != nil, "no interpreter has version 11 of the package PIL"))
  func anAnimatedPNGShowsTheScreens() throws {
    try withTemporaryFolder { folder in
      try writeFile(Self.recording.animatedPNG(background: .dark), to: "\(folder)/a.png")
      for (place, index) in [0, 2, 4, 6].enumerated() {
        // The smaller window lies at the top left of the paper.
        var screen = CellBuffer(size: Size(width: 20, height: 3))
        for row in 0..<Self.screens[index].size.height {
          for (column, cell) in Self.screens[index].row(row).enumerated() {
            screen[column, row] = cell
          }
        }
        try writeFile(screen.pngBytes(background: .dark), to: "\(folder)/\(place).png")
      }
      let program = """
        import sys
        from PIL import Image
        image = Image.open(sys.argv[1] + "/a.png")
        durations = []
        for frame in range(image.n_frames):
            image.seek(frame)
            durations.append(round(image.info["duration"]))
            screen = Image.open(f"{sys.argv[1]}/{frame}.png")
            assert image.convert("RGB").tobytes() == screen.convert("RGB").tobytes(), frame
        print(image.n_frames, durations)
        """
      let printed = try #require(Self.pillow).run(program, [folder])
      #expect(printed == "4 [400, 400, 400, 800]\n")
    }
  }
}
