internal import CTerminal
public import TerminalUI

/// Why there is no screen to draw on.
public enum TerminalError: Error, Equatable {
  /// Input or output is no terminal.
  case notATerminal
  /// `$TERM` is unknown, or names a terminal without a movable cursor.
  case unusable(term: String)
}

/// The screen of the terminal the program runs in, through ncurses. The only part that knows curses.
@safe
public final class CursesTerminal: Terminal {
  private var shown: CellBuffer?

  /// Takes the terminal over; `close` gives it back.
  public init(term: String) throws(TerminalError) {
    ct_catch_signals()
    switch ct_open() {
    case ct_opened: break
    case ct_not_a_terminal: throw .notATerminal
    default: throw .unusable(term: term)
    }
  }

  deinit { close() }

  /// Gives the terminal back; a second call does nothing.
  public func close() { ct_close() }

  /// Columns and rows of the screen.
  public var size: Size {
    var (width, height): (Int32, Int32) = (0, 0)
    unsafe ct_size(&width, &height)
    return Size(width: Int(width), height: Int(height))
  }

  /// Draws the cells that differ from the screen before.
  public func present(_ buffer: CellBuffer) {
    let previous = shown?.size == buffer.size ? shown : nil
    for row in 0..<buffer.size.height {
      for column in 0..<buffer.size.width {
        let cell = buffer[column, row]
        if let previous, previous[column, row] == cell { continue }
        ct_put(
          Int32(column), Int32(row), cell.glyph.value, Int32(cell.style.attributes.rawValue),
          cell.style.foreground.cursesNumber, cell.style.background.cursesNumber)
      }
    }
    shown = buffer
    ct_show()
  }

  /// The next event; nil when none came within `timeout` seconds, or ever if nil.
  public func nextEvent(timeout: Double?) -> InputEvent? {
    let event = ct_next_event(timeout.map { Int32(min($0 * 1000, 1e6).rounded(.up)) } ?? -1)
    switch event.kind {
    case ct_event_character: return Self.key(ofCharacter: event.value).map(InputEvent.key)
    case ct_event_key: return Self.key(ofCode: event.value).map(InputEvent.key)
    case ct_event_resize:
      shown = nil
      return .resized(size)
    case ct_event_signal: return .terminated(signal: event.value)
    default: return nil
    }
  }

  /// Gives the terminal back, stops the program, and takes the terminal over again when it goes on.
  public func suspend() {
    ct_suspend()
    shown = nil
  }

  /// Makes the next screen be drawn as a whole.
  public func redraw() {
    ct_redraw_all()
    shown = nil
  }

  /// Sets the line printed after the terminal is restored should the program crash, from any thread.
  public static func setCrashNote(_ note: String) { unsafe ct_set_crash_note(note) }

  private static func key(ofCharacter code: Int32) -> Key? {
    switch code {
    case 9: return .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case 1...26:
      return Unicode.Scalar(UInt32(code) + 96).map { .control(Character($0)) }
    default:
      return Unicode.Scalar(UInt32(code)).map { .character(Character($0)) }
    }
  }

  private static let keys: [Key] = [
    .up, .down, .left, .right, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .enter, .backspace,
    .backTab, .pageUp, .pageDown, .home, .end,
  ]

  private static func key(ofCode code: Int32) -> Key? {
    let index = Int(code)
    if keys.indices.contains(index) { return keys[index] }
    let function = index - keys.count + 1
    return (1...12).contains(function) ? .function(function) : nil
  }
}

extension Color {
  fileprivate var cursesNumber: Int32 {
    switch self {
    case .terminal: -1
    case .ansi(let index): Int32(index)
    case .indexed(let index): Int32(index)
    }
  }
}
