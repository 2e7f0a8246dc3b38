internal import Datasets

extension Dataset {
  /// What was made of its files, a line each.
  var noteLines: [String] { notes.map { $0.message(of: place) } }
}

/// The oddities of a data set that can be trained on all the same, each in one line.
///
/// - Parameter asked: the classes that alone were asked for; all when nil.
func warnings(about dataset: Dataset, asked: [UInt8]?) -> [String] {
  let notes = dataset.noteLines
  let classes = dataset.untrainedClasses
    .filter { asked?.contains(UInt8($0)) ?? true }.map(dataset.className)
  guard !classes.isEmpty else { return notes }
  return notes + [
    "\(dataset.place): no training image is of class \(classes.joined(separator: ", ")); "
      + "the model will know nothing of it, add images if it should"
  ]
}

extension Dataset {
  /// The file or folder it came from, or its name.
  var place: String {
    switch origin {
    case .folder(let path), .archive(let path): path
    case .drawn: name
    }
  }
}
