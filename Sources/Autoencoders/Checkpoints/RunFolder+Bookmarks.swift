internal import FileFormats
internal import Foundation

// Codes that a person keeps by name, in a file of its own: an object of arrays, as in `{"a":[0.5,-1]}`.

extension RunFolder {
  /// The path of `bookmarks.json`.
  public var bookmarksPath: String { "\(path)/\(Self.bookmarksName)" }

  private static let bookmarksName = "bookmarks.json"

  /// The codes that were kept, by their names; none where there is no such file.
  public func bookmarks() throws(RunFolderError) -> [String: [Float]] {
    guard exists(bookmarksPath) else { return [:] }
    let text = try fileSystem.text(at: bookmarksPath)
    do { return try Self.codes(parsing: text) } catch {
      throw .metadata(path: bookmarksPath, error)
    }
  }

  /// The codes in the text of such a file.
  package static func codes(parsing text: String) throws(MetadataError) -> [String: [Float]] {
    let json = try JSONValue(ofMetadata: text)
    guard case .object(let fields) = json else { throw json.mismatch("object", at: "") }
    var codes: [String: [Float]] = [:]
    for (name, value) in fields { codes[name] = try [Float](value, at: name) }
    return codes
  }

  /// Keeps codes by their names in place of those that were kept before; a reader sees either the old file
  /// or the whole new one.
  public func keep(bookmarks codes: [String: [Float]]) throws(RunFolderError) {
    let text: String
    do { text = try JSONValue.object(codes.mapValues(\.json)).text() } catch {
      throw .metadata(path: bookmarksPath, .json(error))
    }
    do {
      try HeldFolder(path, on: fileSystem).replace(
        Self.bookmarksName, with: Array("\(text)\n".utf8))
    } catch { throw .file(error) }
  }
}
