internal import CTerminal
internal import TerminalUI

/// The keys of the terminal the program runs in, read byte by byte.
struct TerminalInput {
  private var decoder: InputDecoder
  private var outputs: ArraySlice<InputDecoder.Output> = []
  /// What came while an answer was waited for.
  private var kept: ArraySlice<Event> = []
  /// When to take it that no further byte belongs to a key.
  private var flushTime: ContinuousClock.Instant?
  private let clock = ContinuousClock()

  /// What came of a wait.
  enum Event {
    case key(Key)
    case mouse(MouseEvent)
    case reply(TerminalReply)
    case resized
    /// Ctrl-C, which comes as a signal while nobody reads keys.
    case interrupt
    /// Asked to stop.
    case stopped
    /// Gone on after a stop that nobody announced.
    case continued
    case terminated(signal: Int32)
  }

  /// The keys of terminfo, whose entry was loaded before.
  init() {
    let entries = Self.keys.enumerated().compactMap { index, key in
      unsafe ct_key_sequence(Int32(index)).map { unsafe (Self.bytes($0), key) }
    }
    decoder = InputDecoder(known: Dictionary(entries) { first, _ in first })
  }

  /// The next event; nil when none came within `timeout` seconds, or ever if nil, and when another
  /// thread woke this one.
  mutating func next(timeout: Double?) -> Event? { kept.popFirst() ?? read(timeout: timeout) }

  /// The background that the terminal tells of when asked; nil where it does not within `timeout`
  /// seconds. Keys that are pressed meanwhile come later.
  ///
  /// Its kind is asked for as well, which nearly every terminal tells: one that does not know the first
  /// question costs no time.
  mutating func askBackground(timeout: Double) -> Background? {
    unsafe ct_write("\u{1b}]11;?\u{1b}\\\u{1b}[c")
    let end = clock.now + .seconds(timeout)
    var background: Background?
    while let event = read(timeout: max((end - clock.now) / .seconds(1), 0)) {
      switch event {
      case .reply(.deviceAttributes): return background
      case .reply(.string(let text)): background = Background(reply: text) ?? background
      default: kept.append(event)
      }
    }
    return background
  }

  private mutating func read(timeout: Double?) -> Event? {
    let end = timeout.map { clock.now + .seconds(min($0, 1e6)) }
    while true {
      switch outputs.popFirst() {
      case .key(let key): return .key(key)
      case .mouse(let event): return .mouse(event)
      case .reply(let reply): return .reply(reply)
      case nil: break
      }
      let wait = [end, flushTime].compactMap(\.self).min()
      let event = ct_next_event(wait.map { milliseconds(until: $0) } ?? -1)
      switch event.kind {
      case ct_event_byte: take(UInt8(truncatingIfNeeded: event.value))
      case ct_event_resize: return .resized
      case ct_event_interrupt: return .interrupt
      case ct_event_stop: return .stopped
      case ct_event_continued: return .continued
      case ct_event_wake: return nil
      case ct_event_signal: return .terminated(signal: event.value)
      default:
        if let flushTime, clock.now >= flushTime {
          flush()
        } else if let end, clock.now >= end {
          return nil
        }
      }
    }
  }

  private mutating func take(_ byte: UInt8) {
    outputs += decoder.take(byte)
    flushTime = decoder.patience.map { clock.now + $0 }
  }

  private mutating func flush() {
    outputs += decoder.flush()
    flushTime = nil
  }

  private func milliseconds(until time: ContinuousClock.Instant) -> Int32 {
    Int32(max(((time - clock.now) / .milliseconds(1)).rounded(.up), 0))
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    while unsafe text[bytes.count] != 0 {
      unsafe bytes.append(UInt8(bitPattern: text[bytes.count]))
    }
    return bytes
  }

  /// In the order of `ct_key_sequence`.
  private static let keys: [Key] =
    [
      .up, .down, .left, .right, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .enter, .backspace,
      .backTab, .pageUp, .pageDown, .home, .end,
    ] + (1...12).map { .function($0) }
}
