import FileFormats
import ProgramOptions
import Testing

struct OptionDefaultsTests {
  private static let threads = Option<Int>("--threads", .integer(1...9), default: 1, help: "")
  private static let color = Option<String?>(
    "--color", .text("C"), help: "colors"
  ).orVariable("NO_COLOR")
  private static let plain = Option<Bool>("--plain", help: "")
  private static let out = Option<String?>("--out", .path(), help: "").onlyTyped

  private static let commands = [
    Command("walk", .none, "", options: OptionList(threads, color, plain, out)) { _ in { 0 } },
    Command(
      "rest", .none, "",
      options: OptionList(threads, Option<Int>("--pause", .integer(0...1), default: 0, help: ""))
    ) { _ in { 0 } },
  ]

  private static func read(_ text: String) throws -> (OptionDefaults, [OptionDefaultsError]) {
    var faults: [OptionDefaultsError] = []
    let defaults = OptionDefaults(
      try JSONValue(parsing: text), at: "options", of: commands
    ) { faults.append($0) }
    return (defaults, faults)
  }

  @Test func aCommandsOwnIsSetOverWhatHoldsForAll() throws {
    let (defaults, faults) = try Self.read(
      #"{"walk": {"threads": 3, "plain": true}, "all": {"threads": 2, "color": "red", "plain": false}}"#
    )
    #expect(faults.isEmpty)
    #expect(
      defaults.texts(of: Self.commands[0], [:])
        == ["--threads": "3", "--color": "red", "--plain": ""])
    #expect(defaults.texts(of: Self.commands[1], [:]) == ["--threads": "2"])
    #expect(
      defaults.names == ["all.color", "all.plain", "all.threads", "walk.plain", "walk.threads"])
  }

  @Test func anEnvironmentVariableIsBeforeTheFile() throws {
    let (defaults, _) = try Self.read(#"{"walk": {"color": "red", "threads": 3}}"#)
    #expect(defaults.texts(of: Self.commands[0], ["NO_COLOR": "1"]) == ["--threads": "3"])
    #expect(defaults.texts(of: Self.commands[0], ["NO_COLOR": ""]).count == 2)
  }

  /// What is right holds beside what is wrong.
  @Test(
    arguments: [
      (#"[1]"#, .notAnObject(path: "options")),
      (#"{"walk": 3}"#, .notAnObject(path: "options.walk")),
      (#"{"wlak": {}}"#, .unknownCommand(path: "options.wlak", nearest: "walk")),
      (
        #"{"walk": {"thraeds": 3}}"#,
        .unknownOption(path: "options.walk.thraeds", nearest: "threads")
      ),
      (#"{"walk": {"pause": 1}}"#, .unknownOption(path: "options.walk.pause", nearest: nil)),
      (#"{"walk": {"out": "a"}}"#, .onlyTyped(path: "options.walk.out")),
      (#"{"walk": {"help": true}}"#, .onlyTyped(path: "options.walk.help")),
      (
        #"{"all": {"threads": 10}}"#,
        .invalidValue(
          path: "options.all.threads", found: "10", expected: "a whole number from 1 to 9")
      ),
      (
        #"{"walk": {"threads": true}}"#,
        .invalidValue(
          path: "options.walk.threads", found: "true", expected: "a whole number from 1 to 9")
      ),
      (
        #"{"walk": {"plain": "yes"}}"#,
        .invalidValue(path: "options.walk.plain", found: "\"yes\"", expected: "true or false")
      ),
    ] as [(String, OptionDefaultsError)])
  func faultsAreNamedByTheirPlace(text: String, fault: OptionDefaultsError) throws {
    let (defaults, faults) = try Self.read(text)
    #expect(faults == [fault] && defaults == OptionDefaults())
    guard text.hasSuffix("}}") else { return }
    let beside = text.dropLast() + #", "rest": {"pause": 1}}"#
    let rest = try Self.read(String(beside))
    #expect(rest.0.names == ["rest.pause"] && rest.1 == [fault])
  }
}
