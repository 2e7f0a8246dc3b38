internal import TerminalUI

extension FuzzReader {
  /// What a terminal sends.
  static let typed = [
    FuzzReader(
      "keys",
      tokens: [
        "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}]", "\u{7}", "\u{1b}\\", "\u{1b}[M", ";;;;;", "~",
        "999999999999",
      ]
    ) { input in
      var decoder = InputDecoder()
      var found = 0
      for byte in input { found += decoder.take(byte).count }
      found += decoder.flush().count
      precondition(found <= 2 * input.count + 1, "\(found) keys of \(input.count) bytes")
    }
  ]
}
