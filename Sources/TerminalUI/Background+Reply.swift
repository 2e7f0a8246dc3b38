internal import Foundation

extension Background {
  /// The background that a terminal tells of in answer to `OSC 11 ; ?`, such as
  /// `11;rgb:ffff/ffff/ffff`; nil for what is no such answer.
  ///
  /// Light is what has a lightness L* (CIE 1976) above 50.
  package init?(reply: String) {
    guard reply.hasPrefix("11;"), let color = Self.color(reply.dropFirst(3)) else { return nil }
    let light = color.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    let luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    self = luminance > 0.184 ? .light : .dark
  }

  /// Red, green and blue from 0 to 1, of `rgb:` or `rgba:` with one to four hexadecimal digits each, or
  /// of `#` with two or four.
  private static func color(_ text: Substring) -> [Double]? {
    let parts: [Substring]
    if text.hasPrefix("#") {
      let digits = text.dropFirst()
      guard digits.count == 6 || digits.count == 12 else { return nil }
      let length = digits.count / 3
      parts = (0..<3).map { digits.dropFirst($0 * length).prefix(length) }
    } else {
      let count = text.hasPrefix("rgb:") ? 3 : text.hasPrefix("rgba:") ? 4 : 0
      parts = text.drop { $0 != ":" }.dropFirst().split(
        separator: "/", omittingEmptySubsequences: false)
      guard parts.count == count else { return nil }
    }
    let values = parts.prefix(3).compactMap(share)
    return values.count == 3 ? values : nil
  }

  private static func share(_ digits: Substring) -> Double? {
    guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit),
      let value = Int(digits, radix: 16)
    else { return nil }
    return Double(value) / Double((1 << (4 * digits.count)) - 1)
  }
}
