internal import TerminalUI

/// An error of pixels from 0 to 1 in no more than `room` characters, as in `.0123`; nil where none is true in so few.
func errorText(_ value: Double, room: Int) -> String? {
  let texts = [4, 3, 2].map { decimals in
    let text = fixed(value, decimals: decimals)
    return text.hasPrefix("0") ? String(text.dropFirst()) : text
  }
  let isTold = { (text: String) in value == 0 || Double("0" + text).map { $0 > 0 } ?? true }
  return (texts.filter(isTold) + [scientific(value)]).first { $0.count <= room }
}

/// One digit and the power of ten, as in `8e-6`.
private func scientific(_ value: Double) -> String {
  let parts = rate(value, decimals: 0).split(separator: "e")
  guard parts.count == 2, let mantissa = Double(parts[0]), let exponent = Int(parts[1]) else {
    return rate(value, decimals: 4)
  }
  return "\(fixed(mantissa, decimals: 0))e\(exponent)"
}
