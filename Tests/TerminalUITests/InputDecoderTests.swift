import TerminalUI
import Testing

struct InputDecoderTests {
  /// The keys of some bytes, with a pause before the byte at `pauseAt`, and another at the end.
  private static func keys(
    _ text: String, known: [[UInt8]: Key] = [:], pauseAt: Int? = nil, _ pause: Duration = .zero
  ) -> [Key] {
    var decoder = InputDecoder(known: known)
    var outputs: [InputDecoder.Output] = []
    for (index, byte) in text.utf8.enumerated() {
      if index == pauseAt, let patience = decoder.patience, patience < pause {
        outputs += decoder.flush()
      }
      outputs += decoder.take(byte)
    }
    if decoder.patience != nil { outputs += decoder.flush() }
    return outputs.compactMap { output in
      if case .key(let key) = output { key } else { nil }
    }
  }

  /// What terminals send, and the keys that it means; none where it means nothing here.
  static let table: [(bytes: String, keys: [Key])] = [
    // Characters, alone and with Ctrl or Alt.
    ("a", [.character("a")]), ("~", [.character("~")]), ("\u{3}", [.control("c")]),
    ("\t", [.tab]), ("\r", [.enter]), ("\n", [.enter]), ("\u{7f}", [.backspace]),
    ("\u{8}", [.backspace]), ("\u{0}", []), ("ü", [.character("ü")]), ("€", [.character("€")]),
    ("\u{1b}", [.escape]), ("\u{1b}3", [.alt("3")]), ("\u{1b}q", [.alt("q")]),
    ("\u{1b}ü", [.alt("ü")]), ("\u{1b}\r", []), ("\u{1b}\u{7f}", []),
    ("\u{1b}[", [.alt("[")]), ("\u{1b}O", [.alt("O")]), ("\u{1b}]", [.alt("]")]),
    ("\u{1b}P", [.alt("P")]),
    // Arrows: xterm, application mode, Shift, rxvt; with Ctrl or Alt they mean nothing.
    ("\u{1b}[A", [.up]), ("\u{1b}OD", [.left]), ("\u{1b}[1;2C", [.shiftRight]),
    ("\u{1b}[a", [.shiftUp]), ("\u{1b}[1;5C", []), ("\u{1b}[1;3D", []), ("\u{1b}Oc", []),
    ("\u{1b}O5C", []), ("\u{1b}\u{1b}[A", []), ("\u{1b}\u{1b}OB", []), ("\u{1b}[1;1B", [.down]),
    // Keys that leaf, and Shift-Tab.
    ("\u{1b}[H", [.home]), ("\u{1b}[1~", [.home]), ("\u{1b}[7~", [.home]), ("\u{1b}OF", [.end]),
    ("\u{1b}[5~", [.pageUp]), ("\u{1b}[6~", [.pageDown]), ("\u{1b}[6;5~", []),
    ("\u{1b}[2~", []), ("\u{1b}[Z", [.backTab]), ("\u{1b}[1;2Z", [.backTab]),
    // Functions: xterm, rxvt, the Linux console.
    ("\u{1b}OP", [.function(1)]), ("\u{1b}[11~", [.function(1)]), ("\u{1b}[[A", [.function(1)]),
    ("\u{1b}[[E", [.function(5)]), ("\u{1b}[15~", [.function(5)]), ("\u{1b}[24~", [.function(12)]),
    ("\u{1b}[15;2~", []), ("\u{1b}[1;5P", []), ("\u{1b}[[Z", []),
    // A numeric keypad.
    ("\u{1b}Op", [.character("0")]), ("\u{1b}Oy", [.character("9")]), ("\u{1b}OM", [.enter]),
    // What is no key at all: pasted text's brackets, focus, mouse, answers of the terminal.
    ("\u{1b}[200~", []), ("\u{1b}[201~", []), ("\u{1b}[I", []), ("\u{1b}[<0;12;5M", []),
    ("\u{1b}[M !q", []), ("\u{1b}[?62;22c", []), ("\u{1b}[12;40R", []), ("\u{1b}[51;3u", []),
    ("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}", []), ("\u{1b}]11;rgb:0/0/0\u{1b}\\", []),
    ("\u{1b}P1+r436f=323536\u{1b}\\", []), ("\u{1b}_Gi=1;OK\u{1b}\\", []), ("\u{1b}^q\u{1b}\\", []),
  ]

  /// Whatever follows is a key of its own, so that no sequence is cut short or runs on.
  @Test func sequencesAreTakenWhole() {
    for (bytes, keys) in Self.table where !Self.isKeyAsItStands(bytes) {
      #expect(Self.keys(bytes + "w") == keys + [.character("w")], "\(Array(bytes.utf8))")
    }
  }

  @Test func nothingIsLeftOpenAtTheEnd() {
    for (bytes, keys) in Self.table { #expect(Self.keys(bytes) == keys, "\(Array(bytes.utf8))") }
  }

  /// A line may deliver a sequence in two parts: 20 ms between any two bytes change nothing, and a
  /// fifth of a second changes nothing once the bytes cannot be a key as they stand.
  @Test func partsBelongTogether() {
    for (bytes, keys) in Self.table {
      for position in 0..<bytes.utf8.count {
        #expect(
          Self.keys(bytes, pauseAt: position, .milliseconds(20)) == keys,
          "\(Array(bytes.utf8)) at \(position)")
        let longestKey = bytes.hasPrefix("\u{1b}\u{1b}") ? 3 : bytes.hasPrefix("\u{1b}") ? 2 : 0
        if position == 0 || position > longestKey {
          #expect(
            Self.keys(bytes, pauseAt: position, .milliseconds(200)) == keys,
            "\(Array(bytes.utf8)) at \(position)")
        }
      }
    }
  }

  private static func isKeyAsItStands(_ bytes: String) -> Bool {
    bytes.utf8.first == 0x1b && bytes.utf8.count <= 2 && "[O]P".contains(bytes.last ?? " ")
      || bytes == "\u{1b}"
  }

  /// Esc is answered after 25 ms, so that it is not mistaken for the beginning of a sequence.
  @Test func escapeWaitsAMoment() {
    var decoder = InputDecoder()
    #expect(decoder.patience == nil && decoder.take(0x1b) == [])
    #expect(decoder.patience == .milliseconds(25) && decoder.flush() == [.key(.escape)])
    #expect(decoder.patience == nil)
    #expect(
      Self.keys("\u{1b}[A", pauseAt: 1, .milliseconds(30)) == [.escape] + "[A".map(Key.character))
    #expect(Self.keys("\u{1b}\u{1b}") == [.escape, .escape])
    #expect(Self.keys("\u{1b}\u{1b}\u{1b}") == [.escape, .escape, .escape])
    #expect(Self.keys("\u{1b}\u{1b}j") == [.escape, .alt("j")])
  }

  /// What breaks a sequence off means what it means.
  @Test func brokenSequences() {
    #expect(Self.keys("\u{1b}[1;\u{1b}[B") == [.down])
    #expect(Self.keys("\u{1b}[1;\u{3}") == [.control("c")])
    #expect(Self.keys("\u{1b}]0;title\u{1b}[B") == [.down])
    #expect(Self.keys("\u{1b}]0;title\u{18}j") == [.character("j")])
    #expect(
      Self.keys("\u{1b}]" + String(repeating: "q", count: 5_000) + "\u{7}j") == [.character("j")])
    var decoder = InputDecoder()
    #expect([0xc3, 0x6a].flatMap { decoder.take($0) } == [.key(.character("j"))])
    #expect([0xff, 0x80, 0xc0].flatMap { decoder.take($0) } == [])
  }

  @Test func terminfoKnowsMore() {
    let wyse: [[UInt8]: Key] = [
      Array("\u{1b}J".utf8): .pageUp, Array("\u{1b}[225z".utf8): .function(2),
    ]
    #expect(
      Self.keys("\u{1b}J\u{1b}[225zj", known: wyse) == [.pageUp, .function(2), .character("j")])
    #expect(Self.keys("\u{1b}[225zj") == [.character("j")])
  }

  @Test func repliesAreToldApart() {
    var decoder = InputDecoder()
    let text = "\u{1b}]11;rgb:12/34/56\u{1b}\\\u{1b}[?1;2c"
    #expect(
      text.utf8.flatMap { decoder.take($0) } == [
        .reply(.string("11;rgb:12/34/56")), .reply(.deviceAttributes),
      ])
  }
}
