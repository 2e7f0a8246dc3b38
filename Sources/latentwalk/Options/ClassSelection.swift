internal import ImageSets
internal import ProgramOptions

extension OptionValue<[UInt8]> {
  /// Classes in order: `3`, `0-2,4`, or `all-but:` and such a list.
  static var classes: Self {
    Self("C", expected: "classes from 0 to 254 as in 3 or 0-2 or all-but:3") { text in
      classSelection(text).flatMap { $0.isEmpty ? nil : $0.sorted() }
    }
  }
}

/// The classes that `text` spells out, or nil when it spells none.
func classSelection(_ text: String) -> Set<UInt8>? {
  let complement = "all-but:"
  let all: ClosedRange<UInt8> = 0...UInt8(LabeledImages.classLimit - 1)
  guard !text.hasPrefix(complement) else {
    return classSelection(String(text.dropFirst(complement.count))).map(Set(all).subtracting)
  }
  var classes: Set<UInt8> = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt8($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      all.contains(first), all.contains(last), first <= last
    else { return nil }
    classes.formUnion(first...last)
  }
  return classes
}
