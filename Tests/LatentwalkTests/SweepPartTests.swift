import ProgramOptions
import Testing

@testable import latentwalk

struct SweepPartTests {
  @Test func everyValueGoesWithEveryOther() {
    let part = SweepPart(["learning-rate": ["0.1", "0.2"], "preset": ["vae", "ae"]], seeds: 2)
    #expect(part.taskCount == 8)
    let told = part.assignments.map { task in
      ["preset", "learning-rate", "seed"].map { task[$0] ?? "" }.joined(separator: " ")
    }
    #expect(
      told == [
        "vae 0.1 1", "vae 0.1 2", "vae 0.2 1", "vae 0.2 2", "ae 0.1 1", "ae 0.1 2", "ae 0.2 1",
        "ae 0.2 2",
      ])
  }

  @Test func zippedValuesGoTogether() {
    let part = SweepPart(
      ["learning-rate": ["0.1", "0.2"], "preset": ["vae", "ae"], "epochs": ["3"]], seeds: 2,
      isZipped: true)
    #expect(part.taskCount == 4)
    #expect(
      part.assignments == [
        ["preset": "vae", "learning-rate": "0.1", "epochs": "3", "seed": "1"],
        ["preset": "vae", "learning-rate": "0.1", "epochs": "3", "seed": "2"],
        ["preset": "ae", "learning-rate": "0.2", "epochs": "3", "seed": "1"],
        ["preset": "ae", "learning-rate": "0.2", "epochs": "3", "seed": "2"],
      ])
  }

  @Test func nothingIsOneTask() {
    #expect(SweepPart([:]).assignments == [[:]])
    #expect(SweepPart([:], isZipped: true).assignments == [[:]])
  }

  /// One value, however it is spelled.
  @Test(arguments: [("1e-3", "0.001"), ("0.10", "0.1"), ("007", "7"), ("2.0", "2"), ("vae", "vae")])
  func numbersHaveOneSpelling(text: String, canonical: String) {
    #expect(SweepPart(["x": [text]]).options == ["x": [canonical]])
  }

  @Test func valuesAreCheckedByTheirOptions() {
    #expect(throws: Never.self) { try SweepPart(["learning-rate": ["0.1"]]).check() }
    #expect(throws: UsageError.self) { try SweepPart(["learning-rate": ["0.1", "-1"]]).check() }
    #expect(throws: UsageError.self) { try SweepPart(["binarize": ["sometimes"]]).check() }
  }

  @Test func zippedOptionsHaveEquallyManyValues() throws {
    let part = SweepPart(
      ["preset": ["vae", "ae"], "learning-rate": ["0.1", "0.2", "0.3"]], isZipped: true)
    let error = try #require(throws: UsageError.self) { try part.check() }
    guard case .invalidValue("--learning-rate", "0.1,0.2,0.3", let expected) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(expected.hasPrefix("2 values, as many as --preset has"))
  }

  /// A task has its own folder, and what changes no bit of it is no part of it.
  @Test func someOptionsAreNotForTasks() {
    for name in ["out", "resume", "rescue", "threads"] { #expect(!SweepPart.names.contains(name)) }
    #expect(SweepPart.names.contains("kl-weight") && SweepPart.isFlag("no-events"))
  }
}
