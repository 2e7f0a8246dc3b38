/// What a person did with the mouse, and where.
public struct MouseEvent: Equatable, Hashable, Sendable {
  /// What was done.
  public enum Kind: String, CaseIterable, Sendable {
    /// A button went down, was moved while it was down, or went up.
    case press, drag, release
    /// The wheel was turned.
    case wheelUp = "wheel-up"
    case wheelDown = "wheel-down"
  }

  /// What was done.
  public let kind: Kind
  /// The cell.
  public let position: Position

  /// A thing done with the mouse.
  public init(_ kind: Kind, at position: Position) {
    self.kind = kind
    self.position = position
  }

  /// The event that sends Esc, [, < and these bytes in xterm's mode 1006, such as `0;12;5M`; nil for one without a
  /// meaning here, such as that of another button than the left.
  init?(report bytes: ArraySlice<UInt8>) {
    guard let end = bytes.last else { return nil }
    let numbers = String(decoding: bytes.dropLast(), as: UTF8.self).split(separator: ";")
      .compactMap { Int($0) }
    guard numbers.count == 3, (1...10_000).contains(numbers[1]), (1...10_000).contains(numbers[2])
    else { return nil }
    let (isDown, isUp) = (end == UInt8(ascii: "M"), end == UInt8(ascii: "m"))
    let kind: Kind? =
      switch numbers[0] {
      case 0 where isDown: .press
      case 0 where isUp: .release
      case 32 where isDown: .drag
      case 64 where isDown: .wheelUp
      case 65 where isDown: .wheelDown
      default: nil
      }
    guard let kind else { return nil }
    self.init(kind, at: Position(column: numbers[1] - 1, row: numbers[2] - 1))
  }
}
