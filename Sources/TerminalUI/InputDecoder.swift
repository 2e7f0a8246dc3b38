/// Turns the bytes that a terminal sends into keys and replies.
///
/// A sequence is taken whole by the grammar of ECMA-48, whether its meaning is known or not: one that
/// is unknown never leaks its letters as keys.
package struct InputDecoder: Sendable {
  /// What some bytes meant.
  package enum Output: Equatable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse was used.
    case mouse(MouseEvent)
    /// The terminal answered a question.
    case reply(TerminalReply)
  }

  private enum State: Equatable {
    /// Between keys.
    case ground
    /// After Esc, which is a key or begins a sequence.
    case escape
    /// After Esc and [: parameters up to a final byte.
    case controlSequence
    /// After Esc and O: mostly a single byte.
    case singleShift
    /// In a string, up to BEL or Esc and \.
    case string
    /// After an Esc in a string.
    case stringEscape
    /// Before the bytes of an old mouse report.
    case mouse(left: Int)
    /// Before further bytes of a character in UTF-8.
    case character(left: Int)
  }

  private static let escape: UInt8 = 0x1b
  /// Bytes of a sequence that are kept; of a longer string the rest is passed over.
  private static let longestSequence = 256

  private let known: [[UInt8]: Key]
  private let longestKnown: Int
  private var state = State.ground
  /// The bytes since the Esc that began a sequence, or the first of a character.
  private var sequence: [UInt8] = []
  /// Whether an Esc came before the Esc of `sequence`: what some terminals send for Alt and an arrow.
  private var hasDoubleEscape = false

  /// - Parameter known: sequences of this terminal that begin with Esc, beside those that nearly all
  ///   terminals send.
  package init(known: [[UInt8]: Key] = [:]) {
    self.known = known.filter { $0.key.first == Self.escape && $0.key.count > 1 }
    longestKnown = self.known.keys.map(\.count).max() ?? 0
  }

  /// How long to wait for further bytes before `flush`; nil when none are missing. What may be a key
  /// as it stands waits a moment, the rest of a sequence as long as a slow line may need.
  package var patience: Duration? {
    if state == .ground { return nil }
    return isKeyAsItStands ? .milliseconds(25) : .milliseconds(500)
  }

  /// Esc, or Esc and a character that begins a sequence: Alt with that character.
  private var isKeyAsItStands: Bool { sequence.first == Self.escape && sequence.count <= 2 }

  /// Takes in the next byte.
  package mutating func take(_ byte: UInt8) -> [Output] {
    if sequence.count < Self.longestSequence { sequence.append(byte) }
    if sequence.count <= longestKnown, let key = known[sequence] {
      return finish(hasDoubleEscape ? nil : .key(key))
    }
    switch state {
    case .ground: return begin(byte)
    case .escape: return takeAfterEscape(byte)
    case .controlSequence: return takeInControlSequence(byte)
    case .singleShift: return takeInSingleShift(byte)
    case .string, .stringEscape: return takeInString(byte)
    case .mouse(let left):
      state = .mouse(left: left - 1)
      return left == 1 ? finish(nil) : []
    case .character(let left): return takeInCharacter(byte, left: left)
    }
  }

  /// Takes it that no further byte belongs to those before.
  package mutating func flush() -> [Output] {
    guard isKeyAsItStands else { return finish(nil) }
    let escapes = hasDoubleEscape ? [Output.key(.escape)] : []
    let key = sequence.count == 1 ? Key.escape : .alt(Character(Unicode.Scalar(sequence[1])))
    return escapes + finish(.key(key))
  }

  private mutating func finish(_ output: Output?) -> [Output] {
    state = .ground
    sequence.removeAll(keepingCapacity: true)
    hasDoubleEscape = false
    return output.map { [$0] } ?? []
  }

  /// Drops what came before `byte`, which cannot belong to it.
  private mutating func restart(_ byte: UInt8) -> [Output] {
    _ = finish(nil)
    return take(byte)
  }

  // MARK: Characters

  private mutating func begin(_ byte: UInt8) -> [Output] {
    switch byte {
    case Self.escape:
      state = .escape
      return []
    case 0xc2...0xf4: return beginCharacter(byte)
    default: return finish(Key(byte: byte).map(Output.key))
    }
  }

  private mutating func beginCharacter(_ byte: UInt8) -> [Output] {
    state = .character(left: byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3)
    return []
  }

  private mutating func takeInCharacter(_ byte: UInt8, left: Int) -> [Output] {
    guard byte & 0xc0 == 0x80 else { return restart(byte) }
    state = .character(left: left - 1)
    guard left == 1 else { return [] }
    let isAlt = sequence.first == Self.escape
    let text = String(decoding: isAlt ? sequence.dropFirst() : sequence[...], as: UTF8.self)
    guard let character = text.first, text.unicodeScalars.allSatisfy({ $0.isPrintable }) else {
      return finish(nil)
    }
    return finish(.key(isAlt ? .alt(character) : .character(character)))
  }

  // MARK: Sequences

  private mutating func takeAfterEscape(_ byte: UInt8) -> [Output] {
    switch byte {
    case Self.escape:
      sequence.removeLast()
      let escapes = hasDoubleEscape ? [Output.key(.escape)] : []
      hasDoubleEscape = true
      return escapes
    case UInt8(ascii: "["): state = .controlSequence
    case UInt8(ascii: "O"): state = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .string
    case 0xc2...0xf4: return beginCharacter(byte)
    case 0x20...0x7e:
      let escapes = hasDoubleEscape ? [Output.key(.escape)] : []
      return escapes + finish(.key(.alt(Character(Unicode.Scalar(byte)))))
    default: return finish(nil)
    }
    return []
  }

  private mutating func takeInControlSequence(_ byte: UInt8) -> [Output] {
    // The Linux console sends Esc [ [ A for F1.
    let isLinuxFunction = sequence.count == 3 && byte == UInt8(ascii: "[")
    switch byte {
    case 0x20...0x3f: return []
    case 0x40...0x7e where isLinuxFunction: return []
    case UInt8(ascii: "M") where sequence.count == 3:
      state = .mouse(left: 3)
      return []
    case 0x40...0x7e: return finish(meaning(ofControlSequence: sequence))
    default: return restart(byte)
    }
  }

  private func meaning(ofControlSequence sequence: [UInt8]) -> Output? {
    if sequence.last == UInt8(ascii: "c"), sequence[2] == UInt8(ascii: "?") {
      return .reply(.deviceAttributes)
    }
    guard !hasDoubleEscape else { return nil }
    if sequence.count > 3, sequence[2] == UInt8(ascii: "<") {
      return MouseEvent(report: sequence.dropFirst(3)).map(Output.mouse)
    }
    return Key(controlSequence: sequence.dropFirst(2)).map(Output.key)
  }

  private mutating func takeInSingleShift(_ byte: UInt8) -> [Output] {
    switch byte {
    case 0x30...0x3b: return []
    case 0x20...0x7e:
      let isKnown = sequence.count == 3 && !hasDoubleEscape
      return finish(isKnown ? Key(singleShift: byte).map(Output.key) : nil)
    default: return restart(byte)
    }
  }

  private mutating func takeInString(_ byte: UInt8) -> [Output] {
    switch (state, byte) {
    case (.stringEscape, UInt8(ascii: "\\")): return finish(reply(endLength: 2))
    case (.stringEscape, _):
      let escaped = finish(nil) + take(Self.escape)
      return escaped + take(byte)
    case (_, 0x07): return finish(reply(endLength: 1))
    case (_, 0x18), (_, 0x1a): return finish(nil)
    case (_, Self.escape): state = .stringEscape
    default: break
    }
    return []
  }

  private func reply(endLength: Int) -> Output? {
    guard sequence[1] == UInt8(ascii: "]"), sequence.count < Self.longestSequence else {
      return nil
    }
    return .reply(
      .string(String(decoding: sequence.dropFirst(2).dropLast(endLength), as: UTF8.self)))
  }
}

/// An answer of the terminal to a question that was written to it.
package enum TerminalReply: Equatable, Sendable {
  /// What kind of terminal it is, which nearly all of them answer.
  case deviceAttributes
  /// The text of an operating system command, such as `11;rgb:0000/0000/0000`.
  case string(String)
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    properties.generalCategory != .control && properties.generalCategory != .unassigned
  }
}
