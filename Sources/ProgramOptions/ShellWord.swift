internal import FileFormats

/// A command line that can be pasted into a shell, whatever its words are.
package func shellLine(_ words: [String]) -> String {
  words.map(shellWord).joined(separator: " ")
}

/// A word that a shell (POSIX, 2024) reads as `word`.
package func shellWord(_ word: String) -> String {
  if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
  let isVisible = !word.unicodeScalars.contains(where: \.isInvisible)
  return isVisible ? singlyQuoted(word) : quotedWithEscapes(word)
}

/// A path that no command takes for an option.
package func pathWord(_ path: String) -> String { path.hasPrefix("-") ? "./\(path)" : path }

/// Whether a byte means itself in every shell, and at every place in a word.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "/._-+,:@%".utf8.contains(byte)
  }
}

private func singlyQuoted(_ word: String) -> String {
  "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    + "'"
}

/// Nothing in it acts on the terminal that shows it: what is invisible is spelled out byte by byte.
private func quotedWithEscapes(_ word: String) -> String {
  var quoted = "$'"
  for scalar in word.unicodeScalars {
    switch scalar {
    case "'", "\\": quoted += "\\\(scalar)"
    case _ where scalar.isInvisible:
      for byte in String(scalar).utf8 {
        quoted += "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
      }
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "'"
}
