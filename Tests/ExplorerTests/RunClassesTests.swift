import ImageSets
import TerminalUI
import Testing

@testable import Explorer

struct RunClassesTests {
  private static let animals = RunClasses(
    names: ["cat", "Dog", "dove", "a very long name of a class", ""], labels: [0, 1, 2, 3, 4, 11])

  @Test(
    arguments: [
      (.name("dove"), 2), (.name("dog"), 1), (.name("Dov"), 2), (.name("do"), nil),
      (.name("CAT"), 0), (.name("x"), nil), (.number(11), 11), (.number(12), nil),
      (.number(-1), nil),
    ] as [(ClassChoice, Int?)])
  func findsWhatIsAskedFor(choice: ClassChoice, label: Int?) {
    #expect(Self.animals.label(of: choice) == label)
  }

  @Test func namesHaveAnEnd() {
    #expect(
      (0..<6).map { Self.animals.name($0) } == ["cat", "Dog", "dove", "a very long ..", "4", "5"])
    #expect(Self.animals.described(1).name == "Dog" && Self.animals.described(1).other(9) == "9")
    #expect(Self.animals.name(3, room: 8) == "a very.." && Self.animals.name(11, room: 1) == "11")
    #expect(RunClasses().count == 10 && Self.animals.count == 12)
  }

  @Test func capitalsAndSmallLettersAreTold() {
    let letters = RunClasses(names: ["A", "a"], labels: [0, 1])
    #expect(letters.label(of: .name("a")) == 1 && letters.label(of: .name("A")) == 0)
  }
}
