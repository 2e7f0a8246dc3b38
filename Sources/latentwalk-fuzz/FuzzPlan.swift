internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// What is asked for on the command line, for one reader.
struct FuzzPlan: Sendable {
  let reader: FuzzReader
  let corpus: String
  let seed: UInt64
  let seconds: Double
  /// Inputs at most; as many as there is time for when nil.
  let inputs: Int?

  var mutator: InputMutator {
    get throws {
      let files = try corpusFiles.map { try readFile($0) }
      return InputMutator(corpus: files, tokens: reader.tokens.map { Array($0.utf8) }, seed: seed)
    }
  }

  /// The paths of the inputs that others are made of.
  ///
  /// - Throws: `UsageError` where there are none.
  var corpusFiles: [String] {
    get throws {
      let folder = "\(corpus)/\(reader.name)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      guard !names.isEmpty else {
        throw UsageError.invalidValue(
          option: "--corpus", value: corpus,
          expected:
            "a folder with inputs in \(reader.name), as Tests/FuzzCorpus from the package's root")
      }
      return names.sorted().map { "\(folder)/\($0)" }
    }
  }

  /// Reads inputs until there are enough, each noted in `record` before.
  func work(_ record: InputRecord) throws -> FuzzResult {
    let mutator = try mutator
    var result = FuzzResult(reader: reader.name, seed: seed)
    for input in mutator.corpus { try? reader.use(input) }
    let memory = peakMemory()
    let end = ContinuousClock.now + .seconds(seconds)
    while result.inputs < inputs ?? .max, ContinuousClock.now < end {
      let number = result.inputs
      let input = reader.repair(mutator.input(number))
      try record.note(number, input)
      let start = clock()
      do {
        try reader.use(input)
        result.accepted += 1
      } catch {
        result.refused += 1
      }
      let spent = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      if spent > result.slowestSeconds {
        (result.slowestSeconds, result.slowestInput) = (spent, number)
      }
      result.longestInput = max(result.longestInput, input.count)
      result.inputs += 1
    }
    result.memory = peakMemory() - memory
    result.failure = result.excess
    return result
  }
}
