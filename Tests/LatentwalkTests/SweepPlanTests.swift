import Autoencoders
import FileFormats
import TestSupport
import Testing

@testable import latentwalk

struct SweepPlanTests {
  private static let rates = SweepPart(["preset": ["vae"], "learning-rate": ["0.1", "0.2"]])

  @Test func tasksAreNumberedInOrder() throws {
    let plan = try SweepPlan([Self.rates])
    #expect(plan.tasks.map(\.number) == [1, 2])
    #expect(try plan.task(2).options["learning-rate"] == "0.2")
    for number in [0, 3] {
      #expect(throws: SweepError.noTask(number, tasks: 2)) { try plan.task(number) }
    }
  }

  /// What is there keeps its number; what is new comes behind it.
  @Test func aPlanGrowsAtItsEnd() throws {
    var plan = try SweepPlan([Self.rates])
    let before = plan.tasks
    let new = try plan.append(
      SweepPart(["preset": ["vae"], "learning-rate": ["5e-2", "1e-1", "2e-1"]]))
    #expect(new.map(\.number) == [3] && new[0].options["learning-rate"] == "0.05")
    #expect(plan.tasks == before + new)
    let again = try plan.append(Self.rates)
    #expect(again.isEmpty)
  }

  @Test func optionsAreToldByWhetherTheyDiffer() throws {
    let plan = try SweepPlan([Self.rates, SweepPart(["preset": ["vae"], "epochs": ["3"]])])
    #expect(plan.options.differing == ["epochs", "learning-rate"])
    #expect(plan.options.shared == ["preset"])
  }

  @Test func aPlanHasALimit() {
    let values = (1...1000).map(String.init)
    let part = SweepPart(["epochs": values, "patience": values, "latents": values], seeds: 1000)
    #expect(throws: SweepError.tooManyTasks(limit: SweepPlan.taskLimit)) { try SweepPlan([part]) }
  }

  // MARK: As JSON

  private static func read(_ text: String) throws -> [SweepPart] {
    try withTemporaryFolder { folder in
      try writeFile(Array(text.utf8), to: "\(folder)/plan.json")
      return try SweepPlanText(contentsOf: "\(folder)/plan.json").parts
    }
  }

  @Test func aPlanIsWrittenAndRead() throws {
    let parts = [
      SweepPart(["preset": ["vae", "ae"], "seed": ["18446744073709551615"], "no-events": [""]]),
      SweepPart(["classes": ["0,1", "2"]], seeds: 3, isZipped: true),
    ]
    try withTemporaryFolder { folder in
      try SweepFolder(folder, SweepPlan(parts)).save()
      #expect(try SweepFolder(opening: folder).plan == SweepPlan(parts))
    }
  }

  @Test func aPersonMayWriteIt() throws {
    let parts = try Self.read(
      #"{"parts": [{"options": {"preset": "vae", "learning-rate": [1e-3, "0.1"]}, "seeds": 2}]}"#)
    let expected = SweepPart(["preset": ["vae"], "learning-rate": ["0.001", "0.1"]], seeds: 2)
    #expect(parts == [expected])
  }

  @Test(arguments: [
    (#"{"parts": [{"options": {"presets": "vae"}}]}"#, "preset"),
    (#"{"parts": [{"options": {"out": "x"}}]}"#, "parts[0].options.out"),
    (#"{"parts": [{"options": {"epochs": []}}]}"#, "epochs cannot be []"),
    (#"{"parts": [{"options": {"epochs": true}}]}"#, "number or string"),
    (#"{"parts": [{"options": {"no-events": 1}}]}"#, "true"),
    (#"{"parts": [{"options": {}, "seeds": 0}]}"#, "seeds cannot be 0"),
    (#"{"parts": [{"options": {}, "zipped": true}]}"#, "zip"),
    (#"{"parts": [{}]}"#, "options is missing"), ("[]", "object"), ("{", "JSON"),
    (#"{"parts": []}"#, "no tasks"),
  ])
  func whatIsWrongIsSaidWithItsPlace(text: String, told: String) throws {
    let error = try #require(throws: SweepError.self) { try Self.read(text) }
    #expect(error.message.contains("plan.json") && error.message.contains(told))
  }
}
