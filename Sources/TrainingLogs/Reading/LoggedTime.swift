/// Times as logs write them.
enum LoggedTime {
  /// Seconds since 1970 of a number of seconds, milliseconds or less; nil where it is too small for any of them, as a
  /// time since the beginning of a run is.
  static func seconds(_ number: Double) -> Double? {
    // From 1973 on in each unit.
    switch number {
    case 1e8..<1e11: number
    case 1e11..<1e14: number / 1e3
    case 1e14..<1e17: number / 1e6
    case 1e17..<1e20: number / 1e9
    default: nil
    }
  }

  /// Seconds since 1970 of a date and a time of day by ISO 8601, as in `2026-11-26T13:20:06.5+01:00`; UTC where there
  /// is no zone. Nil for other text.
  static func seconds(_ text: Substring) -> Double? {
    let form =
      /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?/
    guard let match = text.wholeMatch(of: form)?.output, let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3), let hour = Int(match.4),
      let minute = Int(match.5), let second = Double(match.6), (1...12).contains(month)
    else { return nil }
    let date = days(year, month, day) * 86_400
    let clock = Double((hour * 60 + minute) * 60) + second
    return Double(date) + clock - Double(zone(match.7))
  }

  /// The seconds by which a zone is ahead of UTC.
  private static func zone(_ text: Substring?) -> Int {
    guard let text, text != "Z" else { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard let number = Int(digits) else { return 0 }
    return (number / 100 * 60 + number % 100) * 60 * (text.hasPrefix("-") ? -1 : 1)
  }

  /// Days from 1970 to a date of the Gregorian calendar, counted from March on so that the leap day is the last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let monthsSinceMarch = (month + 9) % 12
    let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
