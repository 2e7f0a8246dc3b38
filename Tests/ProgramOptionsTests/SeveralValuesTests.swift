import ProgramOptions
import Testing

/// Options of one command that another takes with several values each.
struct SeveralValuesTests {
  private static let rate = Option<Float?>("--rate", .positive(), help: "")
  private static let widths = Option<[String]?>(
    "--widths",
    OptionValue("N,N", expected: "two words with a comma between") {
      let words = $0.split(separator: ",").map(String.init)
      return words.count == 2 ? words : nil
    }, help: ""
  ).ofLists
  private static let flag = Option<Bool>("--flag", help: "")

  private static let command = Command(
    "try", .none, "", options: OptionList(rate, widths, flag).ofSeveralValues
  ) { _ in { 0 } }

  private static func values(
    of option: any OptionDescription, _ words: [String]
  ) throws -> [String]? {
    try Arguments(words, for: command)[option.severalValues]
  }

  @Test func commasStandBetweenValues() throws {
    #expect(try Self.values(of: Self.rate, ["--rate", "1e-3,0.5"]) == ["1e-3", "0.5"])
    #expect(try Self.values(of: Self.rate, ["--rate=2"]) == ["2"])
    #expect(try Self.values(of: Self.rate, []) == nil)
  }

  @Test func slashesStandBetweenValuesThatHaveCommas() throws {
    #expect(try Self.values(of: Self.widths, ["--widths", "4,2"]) == ["4,2"])
    #expect(try Self.values(of: Self.widths, ["--widths", "4,2/8,4"]) == ["4,2", "8,4"])
  }

  @Test func aFlagIsOneEmptyText() throws {
    #expect(try Self.values(of: Self.flag, ["--flag"]) == [""])
    #expect(throws: UsageError.unexpectedValue(option: "--flag")) {
      try Self.values(of: Self.flag, ["--flag=1,2"])
    }
  }

  /// Every value has to be one of the option's own, and the complaint says what these are.
  @Test(arguments: ["1e-3,x", "0", "1,,2", "1,", ""])
  func aWrongValueIsRefused(text: String) throws {
    let error = try #require(throws: UsageError.self) {
      try Self.values(of: Self.rate, ["--rate", text])
    }
    guard case .invalidValue("--rate", text, let expected) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(expected.hasPrefix("a number above 0"))
    #expect(expected.hasSuffix(", or several with commas between"))
  }

  @Test func optionsCanBeLeftOut() {
    let left = OptionList(Self.rate, Self.widths, Self.flag).without(["--widths"])
    #expect(left.options.map(\.name) == ["--rate", "--flag"])
  }
}
