import Autoencoders
import FileFormats
import ProgramOptions
import TestSupport
import Testing

@testable import latentwalk

/// Help as users read it.
struct HelpTests {
  @Test(arguments: Latentwalk.commands.map(\.name))
  func helpOfACommand(name: String) throws {
    let command = try #require(Latentwalk.commands.first { $0.name == name })
    try expectGolden(command.help, "help-\(name).txt")
  }

  @Test func helpOfTheProgram() throws {
    try expectGolden(Latentwalk.overview, "help.txt")
  }

  @Test func helpWithoutACommand() throws {
    try expectGolden(walkCommand.help, "help-walk.txt")
  }

  /// Every example is a command line that the program takes, but for files that are not there.
  @Test(arguments: Latentwalk.commands.flatMap(\.examples))
  func examplesAreTaken(example: String) throws {
    let words = Self.words(of: commandLine(ofExample: example))
    #expect(words.first == "latentwalk")
    guard words.count > 1 else { return }
    let command = try #require(Latentwalk.commands.first { $0.name == words[1] })
    #expect(throws: Never.self) {
      do { _ = try command.plan(words.dropFirst(2)) } catch is FileError {
      } catch is RunFolderError {}
    }
  }

  /// The words of a command line, those in quotes undivided.
  private static func words(of line: Substring) -> [String] {
    line.split { $0 == "'" || $0 == "\"" }.enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }
}
