internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// The classes of the images of a run, and what they are called.
struct RunClasses: Equatable, Sendable {
  /// The names of classes, by their numbers; none where the numbers tell them apart.
  let names: [String]
  /// The classes that there are images of, in order.
  let labels: [Int]

  init(names: [String] = [], labels: [Int] = []) { (self.names, self.labels) = (names, labels) }

  /// The classes of some images; none where they are not known.
  init(of images: LabeledImages?) {
    self.init(names: images?.classNames ?? [], labels: images?.classes ?? [])
  }

  /// Characters of a name that are shown.
  static let longest = 14

  /// What a class is called on screen: a long name is cut, and a number never is.
  ///
  /// - Parameter room: characters that there is room for.
  func name(_ label: Int, room: Int = RunClasses.longest) -> String {
    guard names.indices.contains(label), !names[label].isEmpty else { return String(label) }
    let (name, room) = (names[label], max(room, 3))
    return name.count <= room ? name : String(name.prefix(room - 2)) + ".."
  }

  /// The characters that stand for classes.
  var marks: ClassMarks { ClassMarks(names: names) }

  /// How many classes there may be, those without images counted: ten at least, so that each digit is one.
  var count: Int { max(10, names.count, (labels.last ?? -1) + 1) }

  /// The number of the class that is asked for; nil where there is none, or several.
  func label(of choice: ClassChoice) -> Int? {
    switch choice {
    case .number(let label): return (0..<count).contains(label) ? label : nil
    case .name(let text):
      if let exact = names.firstIndex(of: text) { return exact }
      let text = text.lowercased()
      if let same = names.firstIndex(where: { $0.lowercased() == text }) { return same }
      let begun = names.indices.filter { names[$0].lowercased().hasPrefix(text) }
      return begun.count == 1 ? begun[0] : nil
    }
  }

  /// The class in words.
  func described(_ label: Int) -> ClassLabel { ClassLabel(label, names: names) }
}
