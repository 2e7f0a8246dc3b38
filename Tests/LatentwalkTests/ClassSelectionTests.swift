import Datasets
import ImageSets
import Testing

@testable import latentwalk

struct ClassSelectionTests {
  private static func dataset(_ names: [String]) -> Dataset {
    let images = LabeledImages(height: 1, width: 1, pixels: [0], labels: [0], classNames: names)
    return Dataset(name: "set", origin: .drawn(seed: 0), train: images, test: images)
  }

  @Test(
    arguments: [
      ("3", [3]), ("0-2,4", [0, 1, 2, 4]), ("all-but:3", Set(0...254).subtracting([3])),
      ("all-but:0-252", [253, 254]), ("5,5-6", [5, 6]), ("25", [25]),
    ] as [(String, Set<UInt8>)])
  func spellsClassesByNumber(text: String, classes: Set<UInt8>) throws {
    let selection = try #require(ClassSelection(text))
    #expect(try selection.classes(of: Self.dataset([])) == classes.sorted())
  }

  /// The third class is called 0, the last two differ in the case of their letter alone.
  @Test(
    arguments: [
      ("T-shirt", [0]), ("t-SHIRT,ankle boot", [0, 1]), ("0", [2]), ("1", [1]), ("a", [4]),
      ("A", [3]), ("T-shirt-0", [0, 1, 2]), ("ankle boot-A", [1, 2, 3]),
      ("all-but:4-254", [0, 1, 2, 3]),
    ] as [(String, [UInt8])])
  func spellsClassesByName(text: String, classes: [UInt8]) throws {
    let selection = try #require(ClassSelection(text))
    let dataset = Self.dataset(["T-shirt", "ankle boot", "0", "A", "a"])
    #expect(try selection.classes(of: dataset) == classes)
  }

  @Test(arguments: ["", "3-1", "1,", "3-312", "all-but:"])
  func othersSpellNone(text: String) { #expect(ClassSelection(text) == nil) }

  @Test(arguments: ["255", "b", "-1", "1--2", "all-but:b", "0-A", "2-"])
  func namesThatNoClassHasAreUnknown(text: String) throws {
    let selection = try #require(ClassSelection(text))
    let part = text.replacing("all-but:", with: "")
    #expect(throws: RunError.unknownClass(part, data: "set", known: ["A", "B0", "0"])) {
      try selection.classes(of: Self.dataset(["A", "B0", "0"]))
    }
  }
}
