import Explorer
import Foundation
import TerminalUI
import Testing

struct CommandTableTests {
  /// No key may mean two things in one place.
  @Test func keysAreUnambiguous() {
    let shared: [CommandTable.Scope] = [.always, .everywhere]
    let places =
      [.latent, .losses, .images, .code, .compare, .runs].map { [$0, .training] + shared }
      + [[.draw] + shared]
      + Mode.allCases.map { [.mode($0), .always] }
    for scopes in places {
      let keys = scopes.flatMap { CommandTable.rows(in: $0) }.flatMap(\.bindings).flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(scopes)")
      for key in keys { #expect(CommandTable.command(for: key, in: scopes) != nil) }
    }
  }

  @Test func everyCommandIsNamedAndExplained() {
    for table in CommandTable.all {
      #expect(Set(table.rows.map(\.help)).count == table.rows.count, "\(table.title)")
      for row in table.rows {
        #expect(!row.help.isEmpty && !row.bindings.isEmpty, "\(row.id)")
        #expect(row.id.wholeMatch(of: /[a-z]+(\.[a-z]+(-[a-z]+)*)?/) != nil, "\(row.id)")
        #expect(row.label.isEmpty == row.bindings.allSatisfy(\.keys.isEmpty), "\(row.id)")
      }
    }
  }

  /// A name means one command, wherever it stands.
  @Test func namesAreOfOneFeature() {
    let rows = CommandTable.all.flatMap(\.rows)
    let features = Dictionary(grouping: rows, by: \.id).mapValues { rows in
      Set(rows.flatMap(\.bindings).map { String(describing: $0.command).prefix { $0 != "(" } })
    }
    let shared = features.filter { $0.value.count > 1 }
    // x, b and ' open the mode in which the next key is the command's.
    #expect(Set(shared.keys) == ["latent.toggle-class", "latent.bookmark", "latent.jump"])
  }

  /// `LATENTWALK_RECORD=1 swift test` writes the section anew.
  @Test func readmeHasTheTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../README.md").standardized
    let readme = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let start = try #require(readme.firstRange(of: "\n## Keys\n\n")?.upperBound)
    let end = try #require(readme[start...].firstRange(of: "\n## ")?.lowerBound)
    guard ProcessInfo.processInfo.environment["LATENTWALK_RECORD"] == nil else {
      try Data((readme[..<start] + CommandTable.markdown + readme[end...]).utf8).write(to: file)
      Issue.record("README.md was written anew")
      return
    }
    #expect(readme[start..<end] == CommandTable.markdown)
  }
}
