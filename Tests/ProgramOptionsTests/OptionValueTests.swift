import ProgramOptions
import Testing

struct OptionValueTests {
  @Test(arguments: [("1", 1), ("9", 9), ("0", nil), ("10", nil), ("1.5", nil), ("", nil)])
  func integersAreOfARange(text: String, value: Int?) {
    #expect(OptionValue<Int>.integer(1...9).parse(text) == value)
  }

  @Test(arguments: ["nan", "inf", "-inf", "", "1,5", "one"])
  func numbersAreFinite(text: String) {
    #expect(OptionValue<Double>.nonNegative().parse(text) == nil)
    #expect(OptionValue<Float>.positive().parse(text) == nil)
    #expect(OptionValue<Double>.number(0...1).parse(text) == nil)
  }

  @Test func numbersKnowTheirBounds() {
    #expect(OptionValue<Double>.nonNegative().parse("0") == 0)
    #expect(OptionValue<Double>.positive().parse("0") == nil)
    #expect(OptionValue<Double>.number(0...1).parse("1") == 1)
    #expect(OptionValue<Double>.number(0..<0.5).parse("0.5") == nil)
    #expect(OptionValue<Double>.number(0...1).expected == "a number from 0 to 1")
  }

  /// A second word for the same value is accepted and not shown.
  @Test func choicesMayHaveAliases() {
    let value = OptionValue<Int>.choice([("one", 1), ("two", 2), ("uno", 1)])
    #expect(value.parse("uno") == 1 && value.parse("three") == nil)
    #expect(value.placeholder == "one|two" && value.expected == "one of one, two")
    #expect(value.text(1) == "one")
  }
}
