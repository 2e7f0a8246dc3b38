/// A key as a person pressed it.
public enum Key: Equatable, Hashable, Sendable {
  /// A key that writes a character.
  case character(Character)
  /// A letter with Ctrl.
  case control(Character)
  /// A character with Alt.
  case alt(Character)
  /// An arrow.
  case up, down, left, right
  /// An arrow with Shift.
  case shiftUp, shiftDown, shiftLeft, shiftRight
  /// A key that ends or corrects; `backTab` is Tab with Shift.
  case enter, escape, tab, backTab, backspace
  /// A key that leafs.
  case pageUp, pageDown, home, end
  /// F1 to F12.
  case function(Int)
}

/// An event at a terminal.
public enum InputEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse was used.
  case mouse(MouseEvent)
  /// The window has another size.
  case resized(Size)
  /// The program was asked to end from outside, by this signal.
  case terminated(signal: Int32)
  /// There will be no more events.
  case ended
}

extension Key {
  /// The key's name in help and in scripts: a character itself, or a word.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .alt(" "): "Alt-Space"
    case .alt(let character): "Alt-\(character)"
    case .function(let number): "F\(number)"
    default: Self.names.first { $0.value == self }?.key ?? "?"
    }
  }

  private static let names: [String: Key] = [
    "Up": .up, "Down": .down, "Left": .left, "Right": .right,
    "Shift-Up": .shiftUp, "Shift-Down": .shiftDown, "Shift-Left": .shiftLeft,
    "Shift-Right": .shiftRight, "Enter": .enter, "Esc": .escape, "Tab": .tab,
    "Shift-Tab": .backTab, "Backspace": .backspace, "PageUp": .pageUp, "PageDown": .pageDown,
    "Home": .home, "End": .end,
  ]

  /// The key called `name`, or nil.
  public init?(name: String) {
    if let key = Self.names[name] {
      self = key
    } else if name == "Space" {
      self = .character(" ")
    } else if let character = name.first, name.count == 1 {
      self = .character(character)
    } else if name.hasPrefix("Ctrl-"), let character = name.last, name.count == 6 {
      self = .control(Character(character.lowercased()))
    } else if name.hasPrefix("Alt-"),
      case .character(let character) = Key(name: String(name.dropFirst(4)))
    {
      self = .alt(character)
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}

/// A screen and a keyboard.
public protocol Terminal: AnyObject {
  /// Its columns and rows.
  var size: Size { get }

  /// Shows a screen.
  func present(_ buffer: CellBuffer)

  /// The next event; nil when none came within `timeout` seconds, or ever if nil, and once after `wake`.
  func nextEvent(timeout: Double?) -> InputEvent?

  /// Lets `nextEvent` return nil at once, whether it waits already or will; any thread may call it.
  var wake: @Sendable () -> Void { get }

  /// Stops the program as the shell's job control does, and returns when it goes on.
  func suspend()

  /// Forgets what is on the screen, so that the next one is drawn as a whole.
  func redraw()

  /// Lets the mouse send events, or no more; where there is none, nothing changes.
  func listenToMouse(_ isOn: Bool)

  /// Gives the terminal back as it was found.
  func close()
}

extension Terminal {
  /// There is no mouse.
  public func listenToMouse(_ isOn: Bool) {}
}
