import Testing

@testable import latentwalk

struct ClassSelectionTests {
  @Test(
    arguments: [
      ("3", [3]), ("0-2,4", [0, 1, 2, 4]), ("all-but:3", [0, 1, 2, 4, 5, 6, 7, 8, 9]),
      ("all-but:0-7", [8, 9]), ("5,5-6", [5, 6]),
    ] as [(String, Set<UInt8>)])
  func spellsClasses(text: String, classes: Set<UInt8>) {
    #expect(classSelection(text) == classes)
  }

  @Test(arguments: ["", "10", "3-1", "1--2", "a", "1,", "-1", "all-but:", "all-but:x"])
  func othersSpellNone(text: String) { #expect(classSelection(text) == nil) }
}
