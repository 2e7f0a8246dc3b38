import ProgramOptions
import Testing

struct PrintableTextTests {
  @Test(arguments: [
    ("plain é 数", "plain é 数"),
    ("\u{1b}[31m\u{7}\n", "\\u{1B}[31m\\u{07}\\n"),
    ("\u{7f}\u{85}\u{9b}", "\\u{7F}\\u{0085}\\u{009B}"),
    ("fdp.\u{202e}exe\u{2066}\u{2069}", "fdp.\\u{202E}exe\\u{2066}\\u{2069}"),
    (
      "\u{200b}\u{200d}\u{200e}\u{61c}\u{2060}\u{feff}",
      "\\u{200B}\\u{200D}\\u{200E}\\u{061C}\\u{2060}\\u{FEFF}"
    ),
    ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
  ])
  func whatIsNotSeenIsSpelledOut(text: String, shown: String) {
    #expect(printable(text) == shown)
  }

  @Test func whatIsLongHasAMarkInItsMiddle() {
    #expect(cut("0123456789", to: 10) == "0123456789")
    let short = cut(String(repeating: "a", count: 5000) + "z", to: 20)
    #expect(short == "aaaaaaaaaa ... aaaaz" && short.count == 20)
  }
}
