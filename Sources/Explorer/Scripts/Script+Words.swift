internal import TerminalUI

extension Script.Step {
  /// The line that stands for it.
  var line: String {
    switch self {
    case .command(let line): line
    case .keys(let keys): "key \(keys.map(\.name).joined(separator: " "))"
    case .mouse(let event): "mouse \(event.words.joined(separator: " "))"
    case .wait(let frames): "wait \(frames)"
    case .size(let size): "size \(size.width)x\(size.height)"
    case .look(let look): "look \(look.words.joined(separator: " "))"
    case .open(let model): "open \(model)"
    }
  }
}

extension Size {
  /// Columns and rows as in `120x40`, each from 1 to 1000; nil for any other text.
  init?(text: String) {
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy((1...1000).contains) else { return nil }
    self.init(width: parts[0], height: parts[1])
  }
}

extension ColorDepth {
  /// The word for it, as `--color` has it.
  fileprivate var word: String {
    switch self {
    case .none: "none"
    case .sixteen: "16"
    case .indexed: "256"
    case .direct: "direct"
    }
  }
}

extension Capabilities {
  /// Colors, glyphs, background, and contrast where it is not the usual one; nil where one of them is missing or unknown.
  init?(words: [String]) {
    guard (3...4).contains(words.count),
      let contrast = words.count == 4 ? Contrast(rawValue: words[3]) : .usual,
      let colors = ColorDepth.allCases.first(where: { $0.word == words[0] }),
      let glyphs = GlyphSet(rawValue: words[1]), let background = Background(rawValue: words[2])
    else { return nil }
    self.init(colors: colors, glyphs: glyphs, background: background, contrast: contrast)
  }

  var words: [String] {
    [colors.word, glyphs.rawValue, background.rawValue]
      + (contrast == .usual ? [] : [contrast.rawValue])
  }
}

extension MouseEvent {
  /// What was done, column and row; nil where one of them is missing or unknown.
  init?(words: [String]) {
    let numbers = words.dropFirst().compactMap { Int($0) }
    guard words.count == 3, let kind = Kind(rawValue: words[0]), numbers.count == 2,
      numbers.allSatisfy((0..<1000).contains)
    else { return nil }
    self.init(kind, at: Position(column: numbers[0], row: numbers[1]))
  }

  var words: [String] { [kind.rawValue, String(position.column), String(position.row)] }
}
