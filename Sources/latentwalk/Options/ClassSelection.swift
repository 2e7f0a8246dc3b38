internal import Datasets
internal import ImageSets
internal import ProgramOptions

/// Classes as a person spells them: by number or name, as in `3`, `0-2,cat`, or `all-but:` and such a list.
struct ClassSelection: Equatable, Sendable {
  private static let complement = "all-but:"
  /// What stands between commas: a class, or two with a hyphen between.
  private let parts: [String]
  private let isComplement: Bool

  /// The classes that `text` spells; nil where it spells none, whatever their names are.
  init?(_ text: String) {
    isComplement = text.hasPrefix(Self.complement)
    let list = isComplement ? text.dropFirst(Self.complement.count) : Substring(text)
    parts = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy(Self.mayBeClasses) else { return nil }
  }

  /// Whether a part is no range of numbers that goes down or beyond the greatest label.
  private static func mayBeClasses(_ part: String) -> Bool {
    let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else { return !part.isEmpty }
    return first <= last && last < LabeledImages.classLimit
  }
}

extension ClassSelection {
  /// The labels that are meant, in order. A part is the name of a class before it is a number, and both before it is
  /// a range.
  func classes(of dataset: Dataset) throws(RunError) -> [UInt8] {
    var classes: Set<UInt8> = []
    for part in parts {
      guard let meant = dataset.classes(spelledBy: part) else {
        throw .unknownClass(part, data: dataset.place, known: dataset.train.classNames)
      }
      classes.formUnion(meant)
    }
    let all = Set(0..<UInt8(LabeledImages.classLimit))
    return (isComplement ? all.subtracting(classes) : classes).sorted()
  }
}

extension Dataset {
  fileprivate func classes(spelledBy part: String) -> ClosedRange<UInt8>? {
    if let label = label(spelledBy: part) { return label...label }
    for hyphen in part.indices where part[hyphen] == "-" {
      if let first = label(spelledBy: part[..<hyphen]),
        let last = label(spelledBy: part[part.index(after: hyphen)...]), first <= last
      {
        return first...last
      }
    }
    return nil
  }

  /// The label of the class of a name, in any case of letters where that is no other's, or of a number.
  private func label(spelledBy word: some StringProtocol) -> UInt8? {
    let names = train.classNames
    if let exact = names.firstIndex(of: String(word)) { return UInt8(exact) }
    let alike = names.indices.filter { names[$0].lowercased() == word.lowercased() }
    if alike.count == 1 { return UInt8(alike[0]) }
    return UInt8(word).flatMap { Int($0) < LabeledImages.classLimit ? $0 : nil }
  }
}

extension OptionValue<ClassSelection> {
  /// Classes by number or name.
  static var classes: Self {
    Self("C", expected: "classes as in 3 or 0-2 or cat,dog or all-but:3, from 0 to 254") {
      ClassSelection($0)
    }
  }
}
