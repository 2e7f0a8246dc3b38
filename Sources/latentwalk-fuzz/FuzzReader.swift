/// A reader of something that strangers write, and the use that the program makes of what it reads.
struct FuzzReader: Sendable {
  /// The name on the command line and of the reader's folder in the corpus.
  let name: String
  /// Pieces that its inputs are made of besides those of the corpus.
  let tokens: [String]
  /// Makes a checksum right that the change of an input made wrong.
  let repair: @Sendable (_ input: [UInt8]) -> [UInt8]
  /// Reads an input and uses what is found; throws where the input is refused.
  let use: @Sendable (_ input: [UInt8]) throws -> Void

  init(
    _ name: String, tokens: [String] = [],
    repair: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 },
    use: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.tokens = tokens
    self.repair = repair
    self.use = use
  }

  /// All of them. To add one is to add a row to one of these tables and a folder to the corpus.
  static let all = arrays + pictures + models + runs + logs + typed
}
