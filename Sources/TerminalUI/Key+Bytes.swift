extension Key {
  /// The key that sends a single byte; nil for a byte that is none.
  init?(byte: UInt8) {
    switch byte {
    case 0x08, 0x7f: self = .backspace
    case 0x09: self = .tab
    case 0x0a, 0x0d: self = .enter
    case 0x1b: self = .escape
    case 0x01...0x1a: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x20...0x7e: self = .character(Character(Unicode.Scalar(byte)))
    default: return nil
    }
  }

  /// The key that sends Esc, [, and these bytes in xterm, rxvt, or the Linux console.
  init?(controlSequence bytes: ArraySlice<UInt8>) {
    guard let last = bytes.last else { return nil }
    if bytes.first == UInt8(ascii: "["), bytes.count == 2 {
      guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(last) else { return nil }
      self = .function(Int(last - UInt8(ascii: "A")) + 1)
      return
    }
    let parameters = String(decoding: bytes.dropLast(), as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let isPlain = parameters.count < 2 || parameters[1] == 1
    let isShifted = parameters.count == 2 && parameters[1] == 2
    let first = parameters.first.flatMap(\.self)
    guard first != nil || bytes.count == 1, isPlain || isShifted else { return nil }
    let final = Character(Unicode.Scalar(last))
    let key = final == "~" ? first.flatMap { Self.numbered[$0] } : Self.finals[final]
    guard let key, let meant = isShifted ? key.shifted : key else { return nil }
    self = meant
  }

  /// The key that sends Esc, O, and this byte: an arrow, or one of a numeric keypad.
  init?(singleShift byte: UInt8) {
    let final = Character(Unicode.Scalar(byte))
    if let key = Self.finals[final], final.isUppercase {
      self = key
    } else if let key = Self.keypad[final] {
      self = key
    } else {
      return nil
    }
  }

  private var shifted: Key? {
    switch self {
    case .up: .shiftUp
    case .down: .shiftDown
    case .left: .shiftLeft
    case .right: .shiftRight
    case .backTab: .backTab
    default: nil
    }
  }

  private static let finals: [Character: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    // rxvt's arrows with Shift.
    "a": .shiftUp, "b": .shiftDown, "c": .shiftRight, "d": .shiftLeft,
  ]

  /// By the number before ~.
  private static let numbered: [Int: Key] = [
    1: .home, 7: .home, 4: .end, 8: .end, 5: .pageUp, 6: .pageDown,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  /// A numeric keypad in application mode: what its keys are labeled with.
  private static let keypad: [Character: Key] = [
    "M": .enter, "I": .tab, "X": .character("="), "j": .character("*"), "k": .character("+"),
    "l": .character(","), "m": .character("-"), "n": .character("."), "o": .character("/"),
    "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"),
    "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
    "x": .character("8"), "y": .character("9"),
  ]
}
