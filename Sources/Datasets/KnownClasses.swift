/// The classes of data sets that are known by their names.
enum KnownClasses {
  /// The names of classes of the first of some data sets that is known; none where no one is.
  ///
  /// - Parameter names: of data sets, folders or files, in any spelling.
  static func names(ofOneOf names: [String]) -> [String] {
    for name in names {
      let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
      if let known = table.first(where: { $0.name == plain }) { return known.classes }
    }
    return []
  }

  private static let table: [(name: String, classes: [String])] = [
    (
      "fashionmnist",
      [
        "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
        "boot",
      ]
    ),
    ("kmnist", ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]),
    (
      "cifar10",
      [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
      ]
    ),
    ("emnistletters", capitals),
    ("emnistbyclass", digits + capitals + capitals.map { $0.lowercased() }),
    ("emnistbalanced", merged), ("emnistbymerge", merged),
  ]

  private static let digits = (0...9).map(String.init)
  private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
  /// Digits and letters, small ones only where they differ in form from their capitals (Cohen et al. 2017).
  private static let merged = digits + capitals + "abdefghnqrt".map(String.init)
}
