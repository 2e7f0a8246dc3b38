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
  private var input: TerminalInput
  /// Numbers of colors are their red, green and blue, and not places in a palette.
  private let takesDirectColors: Bool
  private var hasMouse = false

  /// Takes the terminal over; `close` gives it back.
  public init(term: String) throws(TerminalError) {
    ct_catch_signals()
    switch ct_open() {
    case ct_opened: break
    case ct_not_a_terminal: throw .notATerminal
    default: throw .unusable(term: term)
    }
    input = TerminalInput()
    takesDirectColors = ct_colors() >= 1 << 24
  }

  deinit { close() }

  /// Gives the terminal back; a second call does nothing.
  public func close() {
    listenToMouse(false)
    ct_close()
  }

  /// Buttons, moves while one is down, and the wheel, in xterm's modes 1002 and 1006, which a terminal without a mouse
  /// passes over.
  public func listenToMouse(_ isOn: Bool) {
    guard isOn != hasMouse else { return }
    hasMouse = isOn
    sendMouseMode(isOn)
  }

  private func sendMouseMode(_ isOn: Bool) {
    unsafe ct_write(isOn ? "\u{1b}[?1002h\u{1b}[?1006h" : "\u{1b}[?1006l\u{1b}[?1002l")
  }

  /// Stops the program, which gives the terminal back meanwhile, mouse and all.
  private func stop(withGroup: Bool) {
    if hasMouse { sendMouseMode(false) }
    ct_suspend(withGroup)
    if hasMouse { sendMouseMode(true) }
  }

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
          cell.style.foreground.cursesNumber(isDirect: takesDirectColors),
          cell.style.background.cursesNumber(isDirect: takesDirectColors))
      }
    }
    shown = buffer
    ct_show()
  }

  /// The next event; nil when none came within `timeout` seconds, or ever if nil, and once after `wake`.
  public func nextEvent(timeout: Double?) -> InputEvent? {
    while true {
      switch input.next(timeout: timeout) {
      case .key(let key): return .key(key)
      case .mouse(let event): return .mouse(event)
      case .reply: continue
      case .interrupt: return .key(.control("c"))
      case .resized: return drawnAnew()
      case .stopped:
        stop(withGroup: false)
        return drawnAnew()
      case .continued:
        ct_take_over_again()
        if hasMouse { sendMouseMode(true) }
        return drawnAnew()
      case .terminated(let signal): return .terminated(signal: signal)
      case nil: return nil
      }
    }
  }

  /// The event after which everything is drawn, whatever the size.
  private func drawnAnew() -> InputEvent {
    shown = nil
    return .resized(size)
  }

  /// The background that the terminal tells of; nil where it does not, within a tenth of a second. Keys
  /// that are pressed meanwhile are events later.
  public func askBackground() -> Background? { input.askBackground(timeout: 0.1) }

  /// Ends a wait for an event from any thread.
  public var wake: @Sendable () -> Void { { ct_wake() } }

  /// Gives the terminal back, stops the program, and takes the terminal over again when it goes on.
  public func suspend() {
    stop(withGroup: true)
    shown = nil
  }

  /// Makes the next screen be drawn as a whole.
  public func redraw() {
    ct_redraw_all()
    shown = nil
  }
}

extension Color {
  /// The number that curses knows the color by. Where it takes colors as they are, the least numbers still mean the
  /// terminal's own eight, and the nearest blue that does not is taken.
  fileprivate func cursesNumber(isDirect: Bool) -> Int32 {
    switch self {
    case .terminal: return -1
    case .ansi(let index) where !isDirect || index < 8: return Int32(index)
    case .indexed(let index) where !isDirect: return Int32(index)
    case .ansi, .indexed, .direct:
      guard isDirect, let rgb else { return -1 }
      let number = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
      return (1..<8).contains(number) ? 8 : number
    }
  }
}
