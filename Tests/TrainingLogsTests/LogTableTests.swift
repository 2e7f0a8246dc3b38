import Testing

@testable import TrainingLogs

struct LogTableTests {
  @Test func aLogIsATableWithBlankFields() {
    let log = """
      {"step": 1, "loss": 0.10000000000000001, "least": {"kl": 1e-3}}
      {"step": 2, "list": [1, 2.50], "note": "a, \\"b\\""}
      no line
      {"step": 3, "flag": true, "none": null}
      {"step": 4, "lo
      """
    let table = LogTable(parsing: Array(log.utf8))
    #expect(table.damagedLines == 1)
    #expect(
      table.text(separator: ",") == """
        least.kl,loss,step,list.0,list.1,note,flag
        1e-3,0.10000000000000001,1,,,,
        ,,2,1,2.50,"a, ""b""\",
        ,,3,,,,true

        """)
  }

  /// Seconds since 1970 by Python's datetime.
  @Test(
    arguments: [
      ("2026-11-26T13:22:09.502584+00:00", 1795699329.502584), ("1970-01-01 00:00:00", 0),
      ("2024-02-29T23:59:59Z", 1709251199), ("2000-03-01T01:00:00+01:30", 951867000),
      ("1999-12-31T20:00:00-0400", 946684800),
    ] as [(Substring, Double)])
  func timesAreRead(text: Substring, seconds: Double) {
    #expect(LoggedTime.seconds(text) == seconds)
  }

  @Test func otherTimesAreNone() {
    for text in ["", "yesterday", "2026-13-01T00:00:00", "2026-01-01", "2026-01-01T00:00"] {
      #expect(LoggedTime.seconds(Substring(text)) == nil)
    }
    #expect(LoggedTime.seconds(12.5) == nil && LoggedTime.seconds(1.6e9) == 1.6e9)
    #expect(LoggedTime.seconds(1.6e12) == 1.6e9 && LoggedTime.seconds(1.6e18) == 1.6e9)
  }
}
