import FileFormats
import Foundation
import ProgramOptions
import TestSupport
import Testing

@testable import latentwalk

struct AdviceTests {
  /// Every command line that the program prints is one that it takes, whatever the name in it.
  @Test(arguments: ["runs/vae", "my run", "-x", "--help", "a;b\n\u{202e}'"])
  func isTakenByTheProgram(path: String) throws {
    for advice in [Advice.resume(path), .explore(path)] {
      let command = try #require(Latentwalk.commands.first { $0.name == advice.words[0] })
      let arguments = try Arguments(advice.words.dropFirst(), for: command)
      let given = arguments.operands + advice.words
      #expect(given.contains(path.hasPrefix("-") ? "./\(path)" : path))
      #expect(printable(advice.text) == advice.text)
    }
  }

  @Test func aRunWithoutAModelIsNotToBeWalked() throws {
    try withTemporaryFolder { folder in
      #expect(
        Advice.lines(for: folder, isFinal: false) == ["go on with: \(Advice.resume(folder).text)"])
      #expect(Advice.lines(for: folder, isFinal: true).isEmpty)
    }
    try Fixture.withRun { folder in
      let run = "\(folder)/run"
      #expect(
        Advice.lines(for: run, isFinal: true) == ["walk it with: \(Advice.explore(run).text)"])
    }
  }

  /// Options that a message speaks of are options of some command, and commands it names with one are theirs.
  @Test func messagesNameWhatThereIs() throws {
    let options = Set(
      Latentwalk.commands.flatMap(\.options).map(\.name) + ["--code", "--a", "--version"])
    for message in MessagesTests.errors.joined().map(\.message) {
      for match in message.matches(of: /--[a-z][a-z-]*/) {
        #expect(options.contains(String(match.output)), "\(message)")
      }
      for match in message.matches(of: /\b([a-z]+) (--[a-z][a-z-]*)/) {
        guard let command = Latentwalk.commands.first(where: { $0.name == match.output.1 }) else {
          continue
        }
        #expect(command.options.contains { $0.name == match.output.2 }, "\(message)")
      }
    }
  }

  /// The examples of help are command lines that can be pasted.
  @Test(arguments: Latentwalk.commands.flatMap(\.examples))
  func examplesAreTakenByTheProgram(example: String) throws {
    let words = try Self.words(of: commandLine(ofExample: example))
    #expect(words.first == "latentwalk")
    guard let command = Latentwalk.commands.first(where: { $0.name == words.dropFirst().first })
    else {
      return #expect(words.count == 1)
    }
    _ = try Arguments(words.dropFirst(2), for: command)
  }

  private static func words(of line: some StringProtocol) throws -> [String] {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "printf '%s\\n' \(line)"]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  /// Lines of help and results that tell of a command name one that there is.
  @Test func longNamesAreCutAndCannotForgeALine() throws {
    try withTemporaryFolder { folder in
      let long = try Program.run(["eval", String(repeating: "a", count: 10_000)], in: folder)
      #expect(long.status == 1 && long.error.count < 800 && long.error.contains(" ... "))
      let forged = try Program.run(["eval", "x\nlatentwalk: all is well\u{202e}"], in: folder)
      #expect(forged.error.split(separator: "\n").count == 1)
      #expect(forged.error.contains("\\u{202E}"))
    }
  }
}
