import FileFormats
import Testing

struct JSONValueEncoderTests {
  private struct Report: Encodable {
    struct Part: Encodable {
      let isGood: Bool
      let areaUnderROC: Double
      let none: Int?
    }

    let negativeELBO: Double
    let rate: Float
    let count: UInt64
    let parts: [Part]
    let table: [String: Int]
  }

  /// Keys in snake case, in order; each number in the fewest digits that give it back.
  @Test func reportsBecomeObjects() throws {
    let report = Report(
      negativeELBO: 1e-5, rate: 0.1, count: .max,
      parts: [Report.Part(isGood: true, areaUnderROC: 2, none: nil)], table: ["a b": 1])
    #expect(
      try JSONValue(encoding: report).text()
        == #"{"count":18446744073709551615,"negative_elbo":1e-05,"#
        + #""parts":[{"area_under_roc":2,"is_good":true}],"rate":0.1,"table":{"a b":1}}"#)
  }

  /// JSON has no such numbers: null stands for them, and a key beside theirs tells why.
  @Test func numbersThatAreNotFiniteHaveAReason() throws {
    let values: [String: [Double]] = ["few": [1, -.infinity], "good": [1, 2]]
    #expect(
      try JSONValue(encoding: values).text()
        == #"{"few":[1,null],"few_reason":"minus infinity","good":[1,2]}"#)
    #expect(
      try JSONValue(encoding: ["psnr": Double.infinity]).text()
        == #"{"psnr":null,"psnr_reason":"infinite"}"#)
    #expect(
      try JSONValue(encoding: ["a": Float.nan]).text()
        == #"{"a":null,"a_reason":"not a number"}"#)
  }

  @Test func emptyValuesKeepTheirKind() throws {
    #expect(try JSONValue(encoding: [String: Int]()).text() == "{}")
    #expect(try JSONValue(encoding: [Int]()).text() == "[]")
    #expect(try JSONValue(encoding: "é\u{7f}\u{9b}").text() == #""é\u007f\u009b""#)
  }
}
