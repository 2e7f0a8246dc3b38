import Testing

@testable import latentwalk

struct SweepTaskTests {
  /// printf 'epochs=2\npreset=vae\nseed=3\n' | sha256sum | cut -c1-10
  @Test func aTaskIsKnownByItsOptionsAlone() {
    let options = ["preset": "vae", "epochs": "2", "seed": "3"]
    #expect(SweepTask(1, options).identity == "517e4411eb")
    #expect(SweepTask(9, options).identity == "517e4411eb")
    #expect(SweepTask(1, options.merging(["seed": "4"]) { $1 }).identity != "517e4411eb")
  }

  @Test func aFolderSaysWhatItIsOf() {
    let task = SweepTask(
      1, ["preset": "vae", "data": "../my data/set.csv", "seed": "3", "no-events": ""])
    #expect(task.name == "vae-dataset.csv-no-events-seed3-\(task.identity)")
  }

  @Test func aFoldersNameHasALimit() {
    let task = SweepTask(1, ["names": String(repeating: "é", count: 300), "seed": "1"])
    #expect(task.name.count == 80 + "-seed1-".count + task.identity.count)
    #expect(task.name.allSatisfy { $0.isASCII })
  }

  @Test func itsWordsAreThoseOfTrain() {
    let task = SweepTask(1, ["seed": "3", "preset": "-x", "no-events": ""])
    #expect(task.words == ["--preset=-x", "--seed=3", "--no-events"])
  }
}
