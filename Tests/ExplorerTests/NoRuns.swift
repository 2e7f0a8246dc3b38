import Explorer

/// A library that opens no runs, and holds none unless it is said which.
struct NoRuns: RunLibrary {
  struct Refusal: Error {}

  var listed: @Sendable () throws -> RunList = { RunList(place: "runs", runs: []) }

  func runs() throws -> RunList { try listed() }
  func open(_ request: RunRequest) throws -> (session: Session, snapshot: SessionSnapshot) {
    throw Refusal()
  }
  func rename(_ path: String, to name: String) throws -> String { throw Refusal() }
  func delete(_ path: String) throws { throw Refusal() }
  func keep(_ bookmarks: Bookmarks, in path: String) throws { throw Refusal() }
  func save(_ image: SavedImage, to path: String) throws { throw Refusal() }
  func message(for error: any Error) -> String { "no runs here" }
}
