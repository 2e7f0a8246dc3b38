internal import TerminalUI

/// A thing that a person may prefer, with the values it can have.
enum Setting: CaseIterable, Sendable {
  case shading, background, contrast, mouse

  /// Its name, as the file of preferences has it.
  var name: String {
    switch self {
    case .shading: "shading"
    case .background: "background"
    case .contrast: "contrast"
    case .mouse: "mouse"
    }
  }

  /// The line that explains it.
  var help: String {
    switch self {
    case .shading: "images as ASCII characters or as blocks"
    case .background: "behind the text; unsaid, as the terminal tells"
    case .contrast: "high: nothing is faint, colors are stronger"
    case .mouse: "clicks move the cursor, the wheel zooms"
    }
  }

  /// The word for its value.
  func value(in preferences: Preferences) -> String {
    switch self {
    case .shading: preferences.imageShading.rawValue
    case .background: preferences.background?.rawValue ?? "unsaid"
    case .contrast: (preferences.contrast ?? .usual).rawValue
    case .mouse: (preferences.mouse ?? .off).rawValue
    }
  }

  /// Gives it the next of its values, or the one before.
  func change(by step: Int, in preferences: inout Preferences) {
    switch self {
    case .shading: preferences.shading = Self.next(preferences.imageShading, step)
    case .background:
      let values: [Background?] = [nil] + Background.allCases
      let place = values.firstIndex(of: preferences.background) ?? 0
      preferences.background = values[(place + step + values.count) % values.count]
    case .contrast: preferences.contrast = Self.next(preferences.contrast ?? .usual, step)
    case .mouse: preferences.mouse = Self.next(preferences.mouse ?? .off, step)
    }
  }

  private static func next<Value: CaseIterable & Equatable>(_ value: Value, _ step: Int) -> Value
  where Value.AllCases == [Value] {
    let values = Value.allCases
    let place = values.firstIndex(of: value) ?? 0
    return values[(place + step + values.count) % values.count]
  }
}
