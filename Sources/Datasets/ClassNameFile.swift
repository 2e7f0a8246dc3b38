internal import FileFormats
internal import ImageSets

/// A file of names of classes: one a line, the first that of class 0.
package struct ClassNameFile {
  /// The names, without spaces around them.
  package let names: [String]

  /// The file beside data that names their classes without being asked for.
  private static let usualName = "classes.txt"
  /// Characters of a name that are kept.
  private static let longest = 40

  /// Reads a file.
  ///
  /// - Throws: `DatasetError` where it cannot be read, is no text, or names more classes than there may be.
  package init(contentsOf path: String) throws(DatasetError) {
    let bytes = try DataFile(path).bytes()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notNames(file: path)
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var names = lines.map { line in
      let visible = line.unicodeScalars.filter { !$0.isInvisible }
      let words = String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace)
      return String(words.joined(separator: " ").prefix(Self.longest))
    }
    while names.last?.isEmpty == true { names.removeLast() }
    guard names.count <= LabeledImages.classLimit else {
      throw .tooManyNames(file: path, count: names.count)
    }
    self.names = names
  }

  /// The names in the usual file beside data; none where there is no such file.
  static func names(beside origin: Dataset.Origin) throws(DatasetError) -> [String] {
    let folder: String
    switch origin {
    case .folder(let path): folder = path
    case .archive(let path):
      folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    case .drawn: return []
    }
    let path = "\(folder)/\(usualName)"
    guard exists(path), !isFolder(path) else { return [] }
    return try ClassNameFile(contentsOf: path).names
  }
}
