internal import Autoencoders
internal import TerminalUI

/// The presets to choose one from: those that what was typed leaves.
public struct PresetsFeature: Equatable, Sendable {
  /// What was typed.
  public private(set) var filter = ""
  /// The place of the chosen one among those shown.
  public private(set) var selection = 0

  init() {}

  /// The presets whose name or summary holds what was typed.
  var shown: [Preset] {
    let wanted = filter.lowercased()
    guard !wanted.isEmpty else { return Preset.all }
    return Preset.all.filter { $0.name.contains(wanted) }
      + Preset.all.filter {
        !$0.name.contains(wanted) && $0.summary.lowercased().contains(wanted)
      }
  }

  /// The chosen one; nil where none is left.
  var chosen: Preset? {
    let shown = shown
    return shown.indices.contains(selection) ? shown[selection] : nil
  }

  /// Takes in a key; false for one that types nothing.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): filter.append(character)
    case .backspace: if !filter.isEmpty { filter.removeLast() }
    default: return false
    }
    selection = 0
    return true
  }

  /// Moves the choice.
  mutating func select(by places: Int) {
    selection = min(max(selection + places, 0), max(shown.count - 1, 0))
  }
}
