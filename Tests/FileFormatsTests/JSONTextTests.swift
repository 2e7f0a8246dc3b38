import FileFormats
import Testing

struct JSONTextTests {
  @Test func escapesStrings() {
    #expect(jsonString("a\"b\\c\nd\u{1}é") == #""a\"b\\c\nd\u0001é""#)
  }
}
