internal import FileFormats

/// Numbers for names that come again and again in much the same order, as the keys of a log's lines do.
struct NameTable {
  /// More names, or longer ones, are nobody's metrics, and would fill the memory.
  static let nameLimit = 20_000
  private static let lengthLimit = 1024

  /// The names by their numbers.
  private(set) var names: [[UInt8]] = []
  private var numbers: [[UInt8]: Int] = [:]
  /// What followed each name the last time: most often it follows again, and nothing has to be hashed.
  private var successors: [Int] = []
  private var previous = 0

  /// The number of the name that `range` of some bytes is, a new one where it was never met; nil where there is no
  /// room for it.
  mutating func number(of bytes: [UInt8], _ range: Range<Int>) -> Int? {
    if previous < successors.count {
      let guess = successors[previous]
      if names[guess].count == range.count, hasBytes(bytes, at: range.lowerBound, names[guess]) {
        previous = guess
        return guess
      }
    }
    guard range.count <= Self.lengthLimit else { return nil }
    let name = Array(bytes[range])
    guard let number = numbers[name] ?? insert(name) else { return nil }
    if previous < successors.count { successors[previous] = number }
    previous = number
    return number
  }

  /// The number of a name.
  mutating func number(of name: String) -> Int? {
    let bytes = Array(name.utf8)
    return number(of: bytes, bytes.indices)
  }

  private mutating func insert(_ name: [UInt8]) -> Int? {
    guard names.count < Self.nameLimit else { return nil }
    names.append(name)
    successors.append(names.count - 1)
    numbers[name] = names.count - 1
    return names.count - 1
  }

  /// A name as text.
  func text(_ number: Int) -> String { String(decoding: names[number], as: UTF8.self) }
}
