extension Key {
  /// The key of an American keyboard that lies where this one does on a Russian or Ukrainian one; nil for a key that
  /// is on both.
  package var onLatinLayout: Key? {
    switch self {
    case .character(let character): Self.latin[character].map(Key.character)
    case .alt(let character): Self.latin[character].map(Key.alt)
    default: nil
    }
  }

  private static let latin: [Character: Character] = {
    let rows = [
      ("йцукенгшщзхъ", "qwertyuiop[]"), ("фывапролджэ", "asdfghjkl;'"),
      ("ячсмитьбюё", "zxcvbnm,.`"),
      ("ЙЦУКЕНГШЩЗХЪ", "QWERTYUIOP{}"), ("ФЫВАПРОЛДЖЭ", "ASDFGHJKL:\""),
      ("ЯЧСМИТЬБЮЁ", "ZXCVBNM<>~"),
      ("іїєґІЇЄҐ", "s]'\\S}\"|"),
    ]
    return Dictionary(uniqueKeysWithValues: rows.flatMap { zip($0.0, $0.1) })
  }()
}
