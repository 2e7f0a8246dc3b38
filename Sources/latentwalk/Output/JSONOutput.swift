internal import Autoencoders
internal import FileFormats

/// The subject of an object that is printed as JSON: the first keys of every one of them.
struct JSONSubject: Encodable {
  /// The path of a run or a model file; nil where the object is of none, or of several.
  var run: String?
  /// The preset that the run started from.
  var preset: String?
  var dataset: String?
  /// The unit of losses and scores; keys that have another one say so.
  var units: String?

  /// Keys are there for nil too.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(run, forKey: .run)
    try container.encode(preset, forKey: .preset)
    try container.encode(dataset, forKey: .dataset)
    try container.encode(units, forKey: .units)
  }

  private enum Keys: CodingKey { case run, preset, dataset, units }
}

extension JSONSubject {
  init(_ stored: StoredModel, dataset: String, units: String) {
    self.init(
      run: stored.path, preset: stored.configuration?.preset, dataset: dataset, units: units)
  }
}

/// A report with its subject, as one line of JSON.
func jsonLine(_ report: some Encodable, of subject: JSONSubject) throws -> String {
  try JSONValue(encoding: JSONReport(subject: subject, body: report)).text() + "\n"
}

/// The same over many lines.
func jsonText(_ report: some Encodable, of subject: JSONSubject) throws -> String {
  try JSONValue(encoding: JSONReport(subject: subject, body: report)).indentedText()
}

/// A report whose keys stand beside its subject's.
private struct JSONReport<Body: Encodable>: Encodable {
  let subject: JSONSubject
  let body: Body

  func encode(to encoder: any Encoder) throws {
    try subject.encode(to: encoder)
    try body.encode(to: encoder)
  }
}
