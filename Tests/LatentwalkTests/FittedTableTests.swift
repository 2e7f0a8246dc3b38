import Testing

@testable import latentwalk

struct FittedTableTests {
  private static let names = ["vae-rate0.001-seed1-abcdef", "vae-rate0.001-seed2-fedcba"]

  private static var table: FittedTable {
    FittedTable(
      columns: [
        .init(title: "task", cells: ["1", "2"]),
        .init(option: "preset", values: ["a-long-name-of-a-preset", "vae"]),
        .init(option: "seed", values: ["1", "2"]),
        .init(title: "run", cells: names, least: 16, hasSharedStart: true, rank: 2),
      ], elsewhere: "--json has all")
  }

  private static func lines(_ width: Int?) -> [String] {
    table.text(width: width).split(separator: "\n").map(String.init)
  }

  @Test func whereThereIsRoomAllOfItIsThere() {
    let whole = "1     a-long-name-of-a-preset  1     vae-rate0.001-seed1-abcdef"
    #expect(Self.lines(nil)[1] == whole && Self.lines(80)[1] == whole)
  }

  /// First what all names begin with, then parts of texts, then columns; numbers are whole.
  @Test func whatThereIsNoRoomForIsLeftOutByAndBy() {
    #expect(Self.lines(55)[1] == "1     a-long-name-of-a-preset  1     ..1-abcdef")
    #expect(Self.lines(38)[1] == "1     a-long..preset  1     ..1-abcdef")
    #expect(Self.lines(38)[0] == "task  preset          seed  run")
    #expect(
      Self.lines(26) == [
        "task  preset          seed", "1     a-long..preset  1", "2     vae             2",
        "no room for run: --json", "has all",
      ])
    #expect(Self.lines(14)[1] == "1     a-l..set")
  }

  @Test(arguments: 14...70)
  func noLineIsWiderThanTheTerminal(width: Int) {
    #expect(Self.lines(width).allSatisfy { $0.count <= width })
  }
}
