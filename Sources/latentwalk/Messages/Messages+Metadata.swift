internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

extension MetadataError: Explainable {
  var message: String {
    switch self {
    case .json(let error): error.message
    case .newerVersion(let version, let known):
      "version \(version) of the format is newer than this program, which reads up to version \(known); update latentwalk"
    case .missingKey(let path): "\(printable(path)) is missing"
    case .unknownKey(let path, let known):
      if let near = nearest(to: String(path.split(separator: ".").last ?? ""), in: known) {
        "\(printable(path)) means nothing\(suggestion(near))"
      } else {
        "\(printable(path)) means nothing to this version; remove it, or update latentwalk"
      }
    case .wrongType(let path, let expected, let found):
      "\(path.isEmpty ? "what it holds" : printable(path)) should be of type \(expected), and is of type \(found)"
    case .unknownWord(let path, let found, let known):
      "\(printable(path)) is '\(printable(found))', not one of \(known.joined(separator: ", "))"
    case .outOfRange(let path, let found): "\(printable(path)) cannot be \(printable(found))"
    }
  }
}

extension JSONError: Explainable {
  var message: String {
    switch self {
    case .empty: "is empty, where JSON is due"
    case .syntax(let offset): "is not valid JSON (byte \(offset))"
    case .duplicateKey(let key): "names the key '\(printable(key))' twice"
    case .tooDeep: "is nested too deep"
    case .notFinite(let path): "\(printable(path)) is infinite or NaN"
    }
  }
}
