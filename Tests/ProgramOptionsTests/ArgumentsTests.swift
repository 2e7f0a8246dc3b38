import ProgramOptions
import Testing

struct ArgumentsTests {
  private static let count = Option<Int>(
    "--count", .integer(1...9), default: 5, help: "images")
  private static let data = Option<String?>("--data", .path("D"), help: "images to use")
  private static let json = Option<Bool>("--json", help: "JSON")

  private static func command(
    _ operands: Operands = .none, plan: @escaping @Sendable (Arguments) throws -> Void = { _ in }
  ) -> Command {
    Command("test", operands, "test", options: OptionList(count, data, json)) { arguments in
      try plan(arguments)
      return { 0 }
    }
  }

  private static func arguments(_ words: [String]) throws(UsageError) -> Arguments {
    try Arguments(words, for: command())
  }

  @Test func valuesStandInTheNextWordOrTheSame() throws {
    let spaced = try Self.arguments(["--count", "3", "--data", "a", "--json"])
    let joined = try Self.arguments(["--count=3", "--data=a", "--json"])
    for arguments in [spaced, joined] {
      #expect(arguments[Self.count] == 3 && arguments[Self.data] == "a" && arguments[Self.json])
    }
  }

  @Test func defaultsHoldWhereNothingIsGiven() throws {
    let arguments = try Self.arguments([])
    #expect(arguments[Self.count] == 5 && arguments[Self.data] == nil && !arguments[Self.json])
  }

  @Test(
    arguments: [
      (
        ["--count", "10"],
        .invalidValue(
          option: "--count", value: "10", expected: "a whole number from 1 to 9")
      ),
      (
        ["--count", "x"],
        .invalidValue(
          option: "--count", value: "x", expected: "a whole number from 1 to 9")
      ),
      (["--count"], .missingValue(option: "--count", expected: "N")),
      (["--data="], .invalidValue(option: "--data", value: "", expected: "a name")),
      (["--json=1"], .unexpectedValue(option: "--json")),
      (["--count", "1", "--count", "2"], .repeated(option: "--count")),
      (
        ["--cuont", "1"],
        .unknownOption(
          "--cuont", command: "latentwalk test", nearest: "--count")
      ),
      (["-x"], .unknownOption("-x", command: "latentwalk test", nearest: nil)),
      (["more"], .unexpectedOperand("more", command: "latentwalk test")),
    ] as [([String], UsageError)])
  func wrongWordsAreRefused(words: [String], error: UsageError) {
    #expect(throws: error) { try Self.arguments(words) }
  }

  @Test func operandsAreCounted() throws {
    let one = Self.command(.one("RUN|MODEL"))
    #expect(try Arguments(["a"], for: one).operand == "a")
    #expect(throws: UsageError.missingOperand("RUN or MODEL", command: "latentwalk test")) {
      try Arguments([], for: one)
    }
    let empty = UsageError.unexpectedOperand("", command: "latentwalk test")
    #expect(throws: empty) { try Arguments([""], for: one) }
    let some = Self.command(.some("RUN", most: 2))
    #expect(try Arguments(["a", "-1"], for: some).operands == ["a", "-1"])
    #expect(throws: UsageError.unexpectedOperand("c", command: "latentwalk test")) {
      try Arguments(["a", "b", "c"], for: some)
    }
  }

  /// An option that is given and read by nobody would change nothing.
  @Test func unreadOptionsAreRefused() throws {
    let reader = Self.command { _ = $0[Self.count] }
    #expect(try reader.plan(["--count", "3"])() == 0)
    #expect(throws: UsageError.unused(option: "--json", reason: Command.uselessness)) {
      try reader.plan(["--count", "3", "--json"])
    }
  }

  @Test func optionsAreRefusedWithAReason() throws {
    let refusing = Self.command { try $0.refuse(Self.data, Self.json, because: "reasons") }
    #expect(try refusing.plan([String]())() == 0)
    #expect(throws: UsageError.unused(option: "--json", reason: "reasons")) {
      try refusing.plan(["--json"])
    }
  }

  /// A command can read only what it lists.
  @Test func readingAnUnlistedOptionTraps() async {
    await #expect(processExitsWith: .failure) {
      let command = Command("test", .none, "test", options: OptionList()) { arguments in
        let secret = arguments[Option<Bool>("--secret", help: "unlisted")]
        return { secret ? 1 : 0 }
      }
      _ = try command.plan([String]())
    }
  }
}
