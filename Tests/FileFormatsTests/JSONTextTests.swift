import FileFormats
import Testing

struct JSONTextTests {
  /// DEL and the C1 characters command a terminal as those below 0x20 do.
  @Test func escapesStrings() {
    #expect(jsonString("a\"b\\c\nd\u{1}é") == #""a\"b\\c\nd\u0001é""#)
    // Marks that turn the direction of text, characters of no width, and one beyond 16 bits.
    #expect(
      jsonString("\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\u{61c}\u{e0001}")
        == #""\u202e\u2066\u200b\ufeff\u2028\u061c\udb40\udc01""#)
    #expect(jsonString("\u{7f}\u{80}\u{9f}\u{a0}") == "\"\\u007f\\u0080\\u009f\u{a0}\"")
  }
}
