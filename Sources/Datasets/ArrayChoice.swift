internal import FileFormats

/// Which of several named arrays are the parts of a data set.
struct ArrayChoice: Equatable {
  private(set) var names: [DatasetPart: String] = [:]

  /// The names that Keras gives the arrays.
  static let keras = ArrayChoice(names: [
    .trainImages: "x_train", .trainLabels: "y_train", .testImages: "x_test", .testLabels: "y_test",
  ])

  private init(names: [DatasetPart: String]) { self.names = names }

  /// The arrays that a person named, and those for testing whose names differ from theirs in the word `test`.
  init(_ members: ArchiveMembers, among known: [String]) {
    names[.trainImages] = members.images
    names[.trainLabels] = members.labels
    func counterpart(of name: String?) -> String? {
      guard let name else { return nil }
      let other = name.replacing("train", with: "test")
      return other != name && known.contains(other) ? other : nil
    }
    names[.testImages] = counterpart(of: members.images)
    names[.testLabels] =
      names[.testImages] == nil ? nil : counterpart(of: members.labels)
    if members.labels != nil, names[.testLabels] == nil { names[.testImages] = nil }
  }

  /// The arrays whose shapes are those of images and of labels, told apart by the words `train`, `test` and `val` in
  /// their names and by how many there are; nil where there are no images.
  init?(_ arrays: [(name: String, array: SourceArray)]) {
    let stacks = arrays.compactMap { entry in
      entry.array.possibleStack.map { (name: entry.name, stack: $0) }
    }
    // A row of so many values may be labels, one-hot, where there are images without doubt.
    let sure = stacks.filter { !$0.stack.areRows }
    let images = (sure.isEmpty ? stacks : sure).map { (name: $0.name, count: $0.stack.count) }
    guard
      let train = images.first(where: { $0.name.holds("train") })
        ?? images.max(by: { $0.count < $1.count })
    else { return nil }
    let labels = arrays.filter { entry in !images.contains { $0.name == entry.name } }
      .filter { $0.array.mayBeLabels }.map { (name: $0.name, count: $0.array.array.shape[0]) }
    names[.trainImages] = train.name
    names[.trainLabels] = Self.labels(of: train, "train", among: labels, not: nil)
    let rest = images.filter { $0.name != train.name }
    for word in ["test", "val"] {
      guard names[.testImages] == nil, let test = rest.first(where: { $0.name.holds(word) })
      else { continue }
      let own = Self.labels(of: test, word, among: labels, not: names[.trainLabels])
      guard (own == nil) == (names[.trainLabels] == nil) else { continue }
      names[.testImages] = test.name
      names[.testLabels] = own
    }
  }

  private static func labels(
    of images: (name: String, count: Int), _ word: String,
    among labels: [(name: String, count: Int)], not taken: String?
  ) -> String? {
    let fitting = labels.filter { $0.count == images.count && $0.name != taken }
    return (fitting.first { $0.name.holds(word) } ?? fitting.first)?.name
  }
}

extension String {
  fileprivate func holds(_ word: String) -> Bool { lowercased().contains(word) }
}

extension SourceArray {
  /// The array has an integer, or a row of zeros and a one, for each image.
  fileprivate var mayBeLabels: Bool {
    switch array.shape.count {
    case 1: array.integers != nil
    case 2: array.shape[1] == 1 ? array.integers != nil : array.shape[1] > 1
    default: false
    }
  }
}
