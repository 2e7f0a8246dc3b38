internal import Foundation

/// `value` with `decimals` digits after the point, whatever the locale.
public func fixed(_ value: Double, decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
  return String(format: "%.\(decimals)f", value)
}

/// A rate or share with `decimals` digits after the point, or to two significant digits where those would
/// all be zeros: only zero is written as zero.
public func rate(_ value: Double, decimals: Int) -> String {
  let text = fixed(value, decimals: decimals)
  guard value != 0, Double(text) == 0 else { return text }
  return String(format: "%.2g", value)
}

/// `value` with `decimals` digits after the point, or as many fewer as fit into `cells` characters, or else
/// as in `1.24e7`.
public func number(_ value: Double, decimals: Int, cells: Int) -> String {
  for decimals in stride(from: decimals, through: 0, by: -1) {
    let text = fixed(value, decimals: decimals)
    if text.count <= cells || !value.isFinite { return text }
  }
  for digits in stride(from: max(cells, 1), through: 0, by: -1) {
    let parts = String(format: "%.\(digits)e", value).split(separator: "e")
    guard parts.count == 2, let power = Int(parts[1]) else { break }
    let text = "\(parts[0])e\(power)"
    if text.count <= cells || digits == 0 { return text }
  }
  return fixed(value, decimals: 0)
}

/// A number of any size to so many significant digits, as in `145.262` and `6.0005e-05`.
public func significant(_ value: Double, digits: Int = 6) -> String {
  value.isFinite ? String(format: "%.\(digits)g", value) : fixed(value, decimals: 0)
}

/// `count` with a space before each group of three digits: `1 234 567`.
public func grouped(_ count: Int) -> String {
  let digits = String(count)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result += " " }
    result.append(digit)
  }
  return result
}

/// Seconds as `m:ss` or `h:mm:ss`, rounded up; `--:--` for what is no number or longer than 115 days.
public func clockText(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e7 else { return "--:--" }
  let whole = Int(max(seconds, 0).rounded(.up))
  let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
}

/// Bytes in powers of a thousand: `850 B`, `1.2 MB`.
public func byteText(_ bytes: Int) -> String {
  var value = Double(bytes)
  for unit in ["B", "KB", "MB", "GB"] {
    if value < 999.5 || unit == "GB" {
      let isWhole = unit == "B" || value >= 9.95
      return "\(fixed(value, decimals: isWhole ? 0 : 1)) \(unit)"
    }
    value /= 1000
  }
  preconditionFailure("no unit for \(bytes) bytes")
}
