import TerminalUI
import Testing

struct ClassMarksTests {
  @Test func digitsThenLetters() {
    let marks = ClassMarks()
    #expect([0, 9, 10, 35, 36, 61, 62].map { marks[$0] } == ["0", "9", "A", "Z", "a", "z", "0"])
  }

  @Test func namesOfOneCharacterAreMarks() {
    let letters = ClassMarks(names: ["A", "B", "C"])
    #expect(letters[0] == "A" && letters[2] == "C" && letters[3] == "3")
    #expect(ClassMarks(names: ["cat", "B"])[1] == "1")
    #expect(ClassMarks(names: ["A", "A"])[0] == "0")
    #expect(ClassMarks(names: ["é", "B"])[1] == "1")
  }
}
