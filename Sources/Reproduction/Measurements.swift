internal import FileFormats
internal import Foundation

/// Numbers measured on a model or by an experiment, in a file of their own.
struct Measurements {
  private struct Contents: Decodable {
    var fingerprint: UInt32
    var values: [String: Double]
  }

  private let path: String
  private let fingerprint: UInt32
  /// By the metrics' names.
  private var values: [String: Double] = [:]
  /// Seconds it took to measure them, where that is of interest.
  var seconds: Double {
    get { values[Self.secondsKey] ?? 0 }
    set { values[Self.secondsKey] = newValue }
  }

  private static let secondsKey = "seconds"

  /// Those kept in `folder`, if they are of the same thing.
  ///
  /// - Parameter fingerprint: tells what was measured.
  init(folder: String, of fingerprint: UInt32) {
    path = "\(folder)/measurements.json"
    self.fingerprint = fingerprint
    guard let bytes = try? readFile(path),
      let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)),
      contents.fingerprint == fingerprint
    else { return }
    values = contents.values
  }

  /// The value of a metric, where it was measured and is a number.
  subscript(metric: ReproductionMetric) -> Double? {
    get { values[metric.name] }
    set { values[metric.name] = newValue }
  }

  /// Writes the values to the folder.
  func save() throws {
    // A value that is no number would not come back; it is measured again.
    let finite = values.filter(\.value.isFinite).mapValues { JSONValue.number(JSONNumber($0)) }
    let contents = JSONValue.object([
      "fingerprint": .number(JSONNumber(fingerprint)), "values": .object(finite),
    ])
    try writeFile(Array(contents.indentedText().utf8), to: path)
  }
}
