public import FileFormats
public import TerminalUI

/// What a person prefers, kept from one start of the program to the next; nil where nothing was said.
public struct Preferences: Equatable, Sendable {
  /// How images are drawn.
  public var shading: ImageShading?
  /// What lies behind the text.
  public var background: Background?
  /// How much text and lines stand out.
  public var contrast: Contrast?
  /// Keys that were given to commands.
  public var keys = KeyMap()
  /// Whether the mouse is used.
  public var mouse: MouseUse?

  /// Preferences, none by default.
  public init(
    shading: ImageShading? = nil, background: Background? = nil,
    contrast: Contrast? = nil, mouse: MouseUse? = nil, keys: KeyMap = KeyMap()
  ) {
    self.shading = shading
    self.background = background
    self.contrast = contrast
    self.mouse = mouse
    self.keys = keys
  }
}

/// Whether the mouse is used, or left to the terminal.
public enum MouseUse: String, CaseIterable, Sendable {
  /// A click moves the cursor, or the terminal marks text by it.
  case on, off
}

/// Why a file of preferences is not used as it stands.
public enum PreferencesError: Error, Equatable, Sendable {
  /// It is no JSON.
  case notJSON(JSONError)
  /// It is JSON, but no object.
  case notAnObject
  /// No preference has this name.
  case unknownName(String)
  /// A preference has none of the values that it may have.
  case unknownValue(of: String, allowed: [String])
  /// Keys are not given as texts by the names of commands.
  case unknownKeys
  /// A command cannot have a key.
  case keys(KeyMapError)
}

extension Preferences {
  /// The preferences that a file's text spells, and what is wrong with it first, if anything: the
  /// others hold nevertheless.
  public static func read(_ text: [UInt8]) -> (preferences: Preferences, fault: PreferencesError?) {
    do {
      guard case .object(let values) = try JSONValue(parsing: text) else {
        return (Preferences(), .notAnObject)
      }
      return read(values)
    } catch { return (Preferences(), .notJSON(error)) }
  }

  private static func read(
    _ values: [String: JSONValue]
  ) -> (preferences: Preferences, fault: PreferencesError?) {
    var preferences = Preferences()
    var fault: PreferencesError?
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      do throws(PreferencesError) {
        switch name {
        case shadingName: preferences.shading = try choice(value, of: name)
        case backgroundName: preferences.background = try choice(value, of: name)
        case contrastName: preferences.contrast = try choice(value, of: name)
        case keysName: preferences.keys = try keys(value)
        case mouseName: preferences.mouse = try choice(value, of: name)
        case optionsName: break
        default: throw .unknownName(name)
        }
      } catch { fault = fault ?? error }
    }
    return (preferences, fault)
  }

  /// Keys by the commands that they are given to, those of a command with spaces between.
  private static func keys(_ value: JSONValue) throws(PreferencesError) -> KeyMap {
    guard case .object(let entries) = value else { throw .unknownKeys }
    var keys: [String: [Key]] = [:]
    for (line, value) in entries {
      guard case .string(let names) = value else { throw .unknownKeys }
      for name in names.split(separator: " ").map(String.init) {
        guard let key = Key(name: name) else { throw .keys(.unknownKey(name)) }
        keys[line, default: []].append(key)
      }
    }
    do { return try KeyMap(keys) } catch { throw .keys(error) }
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ value: JSONValue, of name: String
  ) throws(PreferencesError) -> Value {
    guard case .string(let text) = value, let choice = Value(rawValue: text) else {
      throw .unknownValue(of: name, allowed: Value.allCases.map(\.rawValue))
    }
    return choice
  }

  /// What the same file says of the program's options, which are no matter of the explorer's.
  public static func options(in text: [UInt8]) -> JSONValue? {
    guard case .object(let values) = try? JSONValue(parsing: text) else { return nil }
    return values[optionsName]
  }

  /// A file's text with these preferences and what else it holds, for a reader.
  public func text(beside options: JSONValue? = nil) -> String {
    var values: [String: JSONValue] = [:]
    values[Self.optionsName] = options
    values[Self.shadingName] = shading.map { .string($0.rawValue) }
    values[Self.backgroundName] = background.map { .string($0.rawValue) }
    values[Self.contrastName] = contrast.map { .string($0.rawValue) }
    if !keys.keys.isEmpty {
      values[Self.keysName] = .object(
        keys.keys.mapValues { .string($0.map(\.name).joined(separator: " ")) })
    }
    values[Self.mouseName] = mouse.map { .string($0.rawValue) }
    // Words, and what was read from a file: both always have a form in JSON.
    return (try? JSONValue.object(values).indentedText()) ?? ""
  }

  private static let (shadingName, backgroundName) = ("shading", "background")
  private static let (contrastName, mouseName, keysName) = ("contrast", "mouse", "keys")
  /// The key of the options.
  public static let optionsName = "options"
}
