/// What a shell can offer where a value of an option or an operand is typed.
package struct Completion: Equatable, Sendable {
  package let words: [String]
  package let hasFiles: Bool

  package static let nothing = Completion(words: [], hasFiles: false)
  package static let files = Completion(words: [], hasFiles: true)

  package static func words(_ words: [String], orFiles: Bool = false) -> Completion {
    Completion(words: words, hasFiles: orFiles)
  }
}
