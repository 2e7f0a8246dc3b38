internal import ImageSets

/// The classes that a column of texts tells, or the columns of several tables together.
struct TableClasses: Equatable {
  /// The class of each row, for each column.
  let labels: [[Int]]
  /// The names of classes, in the order of their bytes; none where the texts are numbers.
  let names: [String]

  /// Whole numbers as they are, or words by their place among all; the first text tells which of both they are.
  init(_ columns: [(file: String, texts: [String])]) throws(DatasetError) {
    if let first = columns.first?.texts.first, Self.wholeNumber(first) != nil {
      var numbers: [[Int]] = []
      for column in columns { numbers.append(try Self.numbers(column.texts, column.file)) }
      (labels, names) = (numbers, [])
      return
    }
    names = Set(columns.flatMap(\.texts)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard names.count <= LabeledImages.classLimit else {
      throw .tooManyClasses(place: columns[0].file, count: names.count)
    }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    labels = columns.map { $0.texts.compactMap { places[$0] } }
  }

  private static func numbers(_ texts: [String], _ file: String) throws(DatasetError) -> [Int] {
    var labels: [Int] = []
    labels.reserveCapacity(texts.count)
    for (index, text) in texts.enumerated() {
      guard let number = wholeNumber(text) else {
        throw .labelText(file: file, index: index, text: text)
      }
      labels.append(number)
    }
    return labels
  }

  /// The number that a text is, `5.0` too.
  private static func wholeNumber(_ text: String) -> Int? {
    Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }
}
