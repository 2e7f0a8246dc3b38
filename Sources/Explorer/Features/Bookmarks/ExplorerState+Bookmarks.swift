extension ExplorerState {
  /// Does what a command of the bookmarks asks for.
  mutating func update(_ command: BookmarksCommand) -> [Effect] {
    switch command {
    case .keep(let letter):
      run.bookmarks.keep(run.latent.cursor, as: letter)
      guard let folder = session.folder else {
        return [.notify(.bookmarked(letter, isSaved: false))]
      }
      return [
        .notify(.bookmarked(letter, isSaved: true)), .keep(run.bookmarks, in: folder),
      ]
    case .jump(let letter):
      guard let code = run.bookmarks.codes[letter] else {
        return [.notify(.noBookmark(letter, among: run.bookmarks.letters))]
      }
      return update(.goTo(.code(code)))
    }
  }
}
