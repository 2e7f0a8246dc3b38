/// Which columns of a table are labels and which are pixels.
struct TableLayout: Equatable {
  /// Whether the first line holds names.
  let hasHeader: Bool
  /// The column of labels; nil where there is none.
  let label: Int?
  /// Columns that are neither labels nor pixels.
  let leftOut: Set<Int>
  /// How many columns are pixels.
  let pixels: Int

  private static let namesOfLabels: Set<String> = ["label", "labels", "class", "target", "y"]
  /// What tables are given besides, to number their rows.
  private static let namesOfNumbers: Set<String> = ["", "id", "index"]

  /// The layout of a table with this first line: the label is the column that is called so, else the first where
  /// without it the others, and not all of them, are as many as the pixels of an image.
  init(firstLine: [String]) {
    let names = firstLine.map { $0.lowercased() }
    let words = names.indices.filter { Float(names[$0]) == nil }
    let named = names.firstIndex(where: Self.namesOfLabels.contains)
    let leftOut = Set(words.filter { Self.namesOfNumbers.contains(names[$0]) })
    self.leftOut = leftOut
    // Columns without names are numbered where tables are written.
    let areNumbered = names.enumerated().allSatisfy { $1 == "\($0)" }
    hasHeader = named != nil || words.count > 1 || !leftOut.isEmpty || areNumbered
    let others = names.count - leftOut.count
    if let named {
      label = named
    } else {
      let isFirst = !Self.isImage(others) && Self.isImage(others - 1)
      label = isFirst ? names.indices.first { !leftOut.contains($0) } : nil
    }
    pixels = others - (label == nil ? 0 : 1)
  }

  private static func isImage(_ pixels: Int) -> Bool { ImageStack(shape: [1, pixels]) != nil }

  /// Whether so many pixels are those of an image.
  var isOfImages: Bool { Self.isImage(pixels) }
}
