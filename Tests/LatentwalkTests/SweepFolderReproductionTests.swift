import FileFormats
import Reproduction
import TestSupport
import Testing

@testable import Autoencoders
@testable import latentwalk

/// Cards as plans for others to train.
struct SweepFolderReproductionTests {
  /// A reproduction takes a run for its own that has exactly the preset's settings.
  @Test(arguments: ReproductionCard.all.map(\.name))
  func tasksTrainWhatACardNeeds(name: String) throws {
    let card = try #require(ReproductionCard.named(name))
    try withTemporaryFolder { folder in
      let sweep = try SweepFolder(reproducing: [card], seeds: 2, data: "digits", in: folder)
      let tasks = Dictionary(
        uniqueKeysWithValues: sweep.plan.tasks.map { (sweep.runPath($0), $0) })
      let presets = card.subjects.flatMap(\.presets)
      #expect(tasks.count == 2 * Set(presets.map(\.name)).count)
      for preset in presets {
        for seed in 1...2 {
          let place = try #require(sweep.reproductionPlaces["\(preset.name)-\(seed)"])
          let job = try TrainingJob(#require(tasks[place]))
          var training = preset.training
          training.seed = UInt64(seed)
          #expect(job.preset.name == preset.name && job.preset.model == preset.model)
          #expect(job.preset.training == training && job.data.place == "digits")
        }
      }
    }
  }

  @Test func cardsSayHowManySeeds() throws {
    let cards = ["R1", "R8"].compactMap(ReproductionCard.named)
    try withTemporaryFolder { folder in
      let sweep = try SweepFolder(reproducing: cards, seeds: nil, data: "mnist", in: folder)
      let seeds = Dictionary(grouping: sweep.plan.tasks) { $0.options["preset"] ?? "" }
        .mapValues(\.count)
      #expect(seeds == ["simple": 3, "conv-adadelta": 5, "conv": 5, "conv-overcomplete": 5])
    }
  }

  @Test func aPlanIsWrittenOnce() throws {
    try withTemporaryFolder { folder in
      let words = ["reproduce", "R7", "--plan", "--seeds", "1", "--out", "cards"]
      let made = try Program.run(words, in: folder)
      #expect(made.status == 0 && made.output.hasPrefix("cards has 2 tasks"), "\(made.error)")
      #expect(exists("\(folder)/cards/presets/tied-early.json"))
      let list = try Program.run(["sweep", "list", "cards"], in: folder)
      #expect(list.output.contains("all with data mnist, seed 1\n"), "\(list.error)")
      let again = try Program.run(words, in: folder)
      #expect(again.status == 1 && again.error.contains("cards holds a plan already"))
    }
  }
}
