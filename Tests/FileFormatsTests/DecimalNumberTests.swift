import FileFormats
import Testing

struct DecimalNumberTests {
  private static func number(_ text: String) -> Double? {
    // As part of a longer text.
    let bytes = Array("7\(text)8".utf8)
    return decimalNumber(bytes, 1..<bytes.count - 1)
  }

  @Test(arguments: [
    "0", "-0", "1", "-1.5", "+2", ".5", "5.", "1e3", "1E-3", "123456789012345678",
    "9007199254740993", "9007199254740992.999999999", "18446744073709551615", "0.1", "1e22", "1e23",
    "2.2250738585072011e-308", "5e-324", "1e400", "-1e-400", "8.442911973260991817129021e-309",
    "0.000000000000000000123456789", "6929495644600919.5", "3.4028234663852886e+38",
    "0.50000000000000016653345369377348106354475021362305", "1e99999999999999999999", "0e99999",
  ])
  func aNumberIsTheNearestDouble(text: String) throws {
    let value = try #require(Self.number(text))
    #expect(value.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1e+", "1x", "x1", "1.2.3", "--1", "0x10", "1 ", "in", "nano",
  ])
  func otherTextIsNone(text: String) {
    #expect(Self.number(text) == nil)
  }

  @Test func wordsOfPythonAreTaken() {
    #expect(Self.number("NaN")?.isNaN == true && Self.number("nan")?.isNaN == true)
    #expect(Self.number("Infinity") == .infinity && Self.number("-inf") == -.infinity)
  }

  /// Numbers as programs write them, of every size: the digits of doubles and of floats, and of those between two doubles.
  @Test func allSizesAreRoundedRight() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<40_000 {
      let digits = Int.random(in: 1...20, using: &generator)
      let mantissa = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }
        .joined()
      let place = Int.random(in: 0...digits, using: &generator)
      let exponent = Int.random(in: -30...30, using: &generator)
      let double = Double.random(in: -1...1, using: &generator)
      for text in [
        "\(mantissa.prefix(place)).\(mantissa.dropFirst(place))",
        "-\(mantissa)e\(exponent)", "\(double)", "\(Float(double))", "\(double * 1e-5)",
      ] {
        #expect(Self.number(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
      }
    }
  }
}
