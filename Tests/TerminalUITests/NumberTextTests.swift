import TerminalUI
import Testing

struct NumberTextTests {
  @Test(arguments: [
    (1.005, 1, "1.0"), (-0.25, 2, "-0.25"), (1234.5, 0, "1234"), (.nan, 2, "NaN"),
    (-.infinity, 2, "-inf"), (.infinity, 0, "inf"),
  ])
  func fixedKeepsItsDecimals(value: Double, decimals: Int, text: String) {
    #expect(fixed(value, decimals: decimals) == text)
  }

  /// A rate keeps its decimals where they show it, and two digits where they do not.
  @Test(arguments: [
    (81_234.4, 0, "81234"), (0.7, 0, "1"), (0.25, 0, "0.25"), (0.0312, 1, "0.031"),
    (0.00004, 4, "4e-05"), (-0.001, 2, "-0.001"), (0.25, 3, "0.250"), (0, 0, "0"),
    (0, 2, "0.00"), (.infinity, 0, "inf"), (.nan, 1, "NaN"),
  ])
  func onlyZeroIsARateOfZero(value: Double, decimals: Int, text: String) {
    #expect(rate(value, decimals: decimals) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1 000"), (1_234_567, "1 234 567")])
  func groupsAreOfThree(count: Int, text: String) {
    #expect(grouped(count) == text)
  }

  @Test(arguments: [
    (0.0, "0:00"), (-5, "0:00"), (59.2, "1:00"), (61, "1:01"), (3_599, "59:59"), (3_600, "1:00:00"),
    (1e7, "--:--"), (.nan, "--:--"), (.infinity, "--:--"),
  ])
  func clocksRoundUp(seconds: Double, text: String) {
    #expect(clockText(seconds) == text)
  }

  @Test(arguments: [
    (152.349, 2, 8, "152.35"), (152.349, 2, 5, "152.3"), (152.349, 2, 3, "152"),
    (-123_456.7, 1, 8, "-123457"), (12_345_678.9, 1, 6, "1.23e7"), (-12_345_678.9, 1, 5, "-1e7"),
    (.infinity, 1, 1, "inf"),
  ])
  func numbersAreRoundedUntilTheyFit(value: Double, decimals: Int, cells: Int, text: String) {
    #expect(number(value, decimals: decimals, cells: cells) == text)
  }

  @Test func wordsAreWrapped() {
    #expect(wrapped("one two three", width: 7) == ["one two", "three"])
    #expect(wrapped("unbreakable a b", width: 3) == ["unbreakable", "a b"])
    #expect(wrapped("", width: 5) == [])
  }
}
