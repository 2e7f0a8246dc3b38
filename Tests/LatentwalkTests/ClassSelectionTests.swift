import Testing

@testable import latentwalk

struct ClassSelectionTests {
  @Test(
    arguments: [
      ("3", [3]), ("0-2,4", [0, 1, 2, 4]), ("all-but:3", Set(0...254).subtracting([3])),
      ("all-but:0-252", [253, 254]), ("5,5-6", [5, 6]), ("25", [25]),
    ] as [(String, Set<UInt8>)])
  func spellsClasses(text: String, classes: Set<UInt8>) {
    #expect(classSelection(text) == classes)
  }

  @Test(arguments: ["", "255", "3-1", "1--2", "a", "1,", "-1", "all-but:", "all-but:x"])
  func othersSpellNone(text: String) { #expect(classSelection(text) == nil) }
}
