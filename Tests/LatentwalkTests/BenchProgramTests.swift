import FileFormats
import Foundation
import TestSupport
import Testing

/// `latentwalk-bench`, which was built beside the program.
@Suite(.mustEnd)
struct BenchProgramTests {
  private static let bench = "\"$PROGRAM\"-bench --data digits --threads 1 --json"

  /// The objects that it prints.
  private func rows(of words: String) throws -> [[String: Any]] {
    let result = try withTemporaryFolder { try Program.shell("\(Self.bench) \(words)", in: $0) }
    #expect(result.status == 0, "\(result.error)")
    return try result.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// An epoch of the built-in digits has fewer steps than those that allocations are counted over.
  @Test func epochsMayBeShort() throws {
    let row = try #require(try rows(of: "--filter simple --epochs 3").last)
    #expect(row["group"] as? String == "train")
    let share = try #require(row["of_peak"] as? Double)
    let first = try #require(row["of_peak_q1"] as? Double)
    let third = try #require(row["of_peak_q3"] as? Double)
    #expect(0 < first && first <= third && share > 0)
  }

  @Test func pairsAreMadeWithAnotherProgram() throws {
    let rows = try rows(of: "--filter simple --epochs 1 --pairs 6 --against 'echo epoch_s=1000'")
    let groups = rows.map { $0["group"] as? String }
    #expect(groups == ["machine"] + Array(repeating: "pair", count: 6) + ["against"])
    let sum = try #require(rows.last)
    #expect(sum["theirs_s"] as? Double == 1000)
    #expect(sum["coverage_percent"] as? Double == 96.9)
    let low = try #require(sum["ratio_low"] as? Double)
    let high = try #require(sum["ratio_high"] as? Double)
    let ratio = try #require(sum["ratio"] as? Double)
    #expect(1 < low && low <= ratio && ratio <= high)
  }

  struct Failure: CustomTestStringConvertible {
    let words: String
    let status: Int32
    let says: String
    var testDescription: String { words }
  }

  @Test(arguments: [
    Failure(
      words: "--against true", status: 2,
      says: "--filter needs a value: the name of one training case"),
    Failure(
      words: "--against true --filter vae", status: 2,
      says: "--filter 'vae' is not the name of one training case"),
    Failure(words: "--pairs 3 --filter none", status: 2, says: "--pairs has no effect here"),
    Failure(
      words: "--against true --filter simple", status: 1, says: "'true' printed no epoch_s=SECONDS"),
    Failure(
      words: "--against 'exit 4' --filter simple", status: 1, says: "'exit 4' ended with status 4"),
    Failure(
      words: "--against 'exit 130' --filter simple", status: 130, says: "was interrupted"),
  ])
  func whatCannotBeDoneIsOneLine(failure: Failure) throws {
    let result = try withTemporaryFolder {
      try Program.shell("\(Self.bench) --epochs 1 \(failure.words)", in: $0)
    }
    #expect(result.status == failure.status)
    #expect(result.error.contains(failure.says))
    #expect(result.error.filter { $0 == "\n" }.count == 1)
  }
}
