/// Requests to the bookmarks.
public enum BookmarksCommand: Equatable, Sendable {
  /// Keeps the code under the cursor by a letter.
  case keep(Character)
  /// Puts the cursor at the code that is kept by a letter.
  case jump(Character)
}

extension BookmarksCommand {
  private static let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map {
    Character(UnicodeScalar($0))
  }

  static let rows: [CommandRow] = [
    CommandRow(
      "latent.bookmark", "b a-z", "keep this place by a letter", [("b", .open(.bookmark))]
    ).taking(letter { .bookmarks(.keep($0)) }),
    CommandRow(
      "latent.jump", "' a-z", "go to a place that was kept", [("'", .open(.jump))]
    ).taking(letter { .bookmarks(.jump($0)) }),
  ]

  private static func letter(
    _ command: @escaping @Sendable (Character) -> Command
  ) -> CommandArguments {
    CommandArguments("LETTER", example: "a") { typed in
      guard typed.count == 1, typed[0].count == 1, let letter = typed[0].first,
        letters.contains(letter)
      else { return nil }
      return command(letter)
    }
  }

  static let keepRows: [CommandRow] = [
    CommandRow(
      "latent.bookmark", "a-z", "keep this place by this letter",
      letters.map { (String($0), .bookmarks(.keep($0))) })
  ]

  static let jumpRows: [CommandRow] = [
    CommandRow(
      "latent.jump", "a-z", "go to the place of this letter",
      letters.map { (String($0), .bookmarks(.jump($0))) })
  ]
}
