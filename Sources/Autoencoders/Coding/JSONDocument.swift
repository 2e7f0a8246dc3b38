package import FileFormats

/// A record that stands alone as a text, and says in which version of the form it is written.
///
/// Version 2 is written by hand-made coders: keys and words in snake case, and a value of one of several
/// kinds as an object with the kind's word under `type`, as in
/// `{"type":"dense","units":256,"activation":"relu"}`. What may be absent is left out where it is absent;
/// `null` is never written. Keys that nobody knows are refused by name, since they may change what a model
/// computes. Version 1 was the compiler's form and has no `version`; `Version1` reads it.
package protocol JSONDocument: JSONRecord {
  /// How the document was written in version 1.
  static var version1: Version1 { get }
}

/// The newest version of the form of documents, the one that is written.
package let documentVersion = 2

let versionKey = "version"

extension JSONDocument {
  /// The document with its version.
  package var document: JSONValue {
    .object(jsonFields.merging([versionKey: documentVersion.json]) { $1 })
  }

  /// The document with its version, on one line.
  ///
  /// - Throws: `MetadataError.json` where a number is infinite or none.
  func documentText() throws(MetadataError) -> String {
    do { return try document.text() } catch { throw .json(error) }
  }

  /// Reads a document of any version up to `documentVersion`.
  package init(document text: String) throws(MetadataError) {
    try self.init(document: JSONValue(ofMetadata: text))
  }

  /// Reads a document of any version up to `documentVersion`.
  package init(document json: JSONValue) throws(MetadataError) {
    var reader = try JSONObjectReader(json, at: "")
    let version: Int? = try reader.takeIfPresent(versionKey)
    switch version {
    case nil: try self.init(Self.version1.upgraded(json), at: "")
    case documentVersion:
      try self.init(&reader)
      try reader.finish()
    case .some(let version) where version > documentVersion:
      throw .newerVersion(version, known: documentVersion)
    case .some(let version): throw .outOfRange(path: versionKey, found: String(version))
    }
  }
}

extension ModelConfiguration: JSONDocument {
  package static let version1 = Version1.model
}

extension RunConfiguration: JSONDocument {
  package static let version1 = Version1.run
}

extension Preset: JSONDocument {
  /// There was none.
  package static let version1 = Version1.same
}

extension ModelCard: JSONDocument {
  /// There was none.
  package static let version1 = Version1.same
}

extension TrainingPosition: JSONDocument {
  package static let version1 = Version1.position
}
