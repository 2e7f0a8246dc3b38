internal import FileFormats

/// `text` with everything made visible that could command a terminal, forge a line or change how the rest
/// is read.
package func printable(_ text: String) -> String { escaped(text) { _ in false } }

/// Likewise, but for the ends of lines and tabs.
func printableLines(_ text: String) -> String { escaped(text) { $0 == "\n" || $0 == "\t" } }

private func escaped(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
  guard text.unicodeScalars.contains(where: { $0.isInvisible && !isKept($0) }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    result.append(
      contentsOf: scalar.isInvisible && !isKept(scalar)
        ? Array(scalar.escaped(asASCII: true).unicodeScalars) : [scalar])
  }
  return String(result)
}

/// `text` as it is, or with a mark in place of its middle where it is longer than `limit` characters.
package func cut(_ text: String, to limit: Int) -> String {
  guard text.utf8.count > limit, text.count > limit else { return text }
  let mark = " ... "
  let kept = max(limit - mark.count, 0)
  return text.prefix(kept - kept / 3) + mark + text.suffix(kept / 3)
}
