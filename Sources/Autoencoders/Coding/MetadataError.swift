public import FileFormats

/// Why the JSON that describes a model, a run or a checkpoint cannot be read or written.
///
/// Paths lead to the place in the text, as in `model.encoder[0].units`.
public enum MetadataError: Error, Equatable, Sendable {
  /// The text is no JSON, or a number to be written is infinite or none.
  case json(JSONError)
  /// A newer program wrote the text, in a form of which `known` is the newest version known here.
  case newerVersion(Int, known: Int)
  /// A key that must be there and is not.
  case missingKey(path: String)
  /// A key that has no meaning here, beside those that have one; what it says would be lost.
  case unknownKey(path: String, known: [String])
  /// A value of type `found` where `expected` is due, both in the words of JSON.
  case wrongType(path: String, expected: String, found: String)
  /// A word that names no kind, or no choice, of those there are.
  case unknownWord(path: String, found: String, known: [String])
  /// A number that can never stand at `path`.
  case outOfRange(path: String, found: String)
}

extension JSONValue {
  /// The value that the text of metadata spells.
  init(ofMetadata text: some StringProtocol) throws(MetadataError) {
    do { self = try JSONValue(parsing: text.utf8) } catch { throw .json(error) }
  }
}
