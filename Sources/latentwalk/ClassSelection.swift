internal import ProgramOptions

extension Arguments {
  /// The classes that an option's value names, in order: `3`, `0-2,4`, or `all-but:` and such a list.
  func classes(_ option: String) throws(UsageError) -> [UInt8]? {
    guard let text = string(option) else { return nil }
    guard let classes = classSelection(text), !classes.isEmpty else {
      throw .invalidValue(
        option: option, value: text,
        expected: "classes from 0 to 9 as in 3 or 0-2 or all-but:3")
    }
    return classes.sorted()
  }
}

/// The classes that `text` spells out, or nil when it spells none.
func classSelection(_ text: String) -> Set<UInt8>? {
  let complement = "all-but:"
  let all: ClosedRange<UInt8> = 0...9
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
