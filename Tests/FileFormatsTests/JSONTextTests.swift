import FileFormats
import Testing

struct JSONTextTests {
  /// DEL and the C1 characters command a terminal as those below 0x20 do.
  @Test func escapesStrings() {
    #expect(jsonString("a\"b\\c\nd\u{1}é") == #""a\"b\\c\nd\u0001é""#)
    #expect(jsonString("\u{7f}\u{80}\u{9f}\u{a0}") == "\"\\u007f\\u0080\\u009f\u{a0}\"")
  }
}
