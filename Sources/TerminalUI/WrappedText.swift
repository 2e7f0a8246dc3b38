/// `text` in lines of at most `width` characters, broken between words; a word that is longer has a line
/// of its own, or several where words may be broken.
public func wrapped(_ text: String, width: Int, breakingWords: Bool = false) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.count + 1 + word.count <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines += breakingWords ? pieces(of: word, width: width) : [String(word)]
    }
  }
  return lines
}

private func pieces(of word: Substring, width: Int) -> [String] {
  var (pieces, rest) = ([String](), word)
  while !rest.isEmpty {
    pieces.append(String(rest.prefix(max(width, 1))))
    rest = rest.dropFirst(max(width, 1))
  }
  return pieces
}
