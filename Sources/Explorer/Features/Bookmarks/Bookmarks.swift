/// Codes of a run that a person keeps, each by a letter.
public struct Bookmarks: Equatable, Sendable {
  /// The code of each letter.
  public private(set) var codes: [Character: [Float]]

  /// Codes by their letters.
  public init(_ codes: [Character: [Float]] = [:]) { self.codes = codes }

  /// The letters, in order.
  public var letters: [Character] { codes.keys.sorted() }

  /// Keeps a code in place of any that the letter had before.
  mutating func keep(_ code: [Float], as letter: Character) { codes[letter] = code }

  /// Takes in what was kept earlier; a letter that was used since then stays as it is.
  mutating func takeIn(_ earlier: Bookmarks) { codes.merge(earlier.codes) { new, _ in new } }
}
