internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the settings asks for.
  mutating func update(_ command: ConfigCommand) -> [Effect] {
    switch command {
    case .select(let places):
      config.select(by: places)
      return []
    case .change(let step):
      var changed = preferences
      config.chosen.change(by: step, in: &changed)
      return prefer(changed)
    case .keys(let keys, let line):
      do {
        var changed = preferences
        changed.keys = try preferences.keys.giving(keys, to: line)
        return prefer(changed) + [.notify(.keysGiven(to: line, keys.map(\.name)))]
      } catch { return [.notify(.noKeys(error))] }
    }
  }

  /// Does as a person prefers from now on, and remembers it. A theme that was chosen for once stays where nothing else
  /// was said of it.
  mutating func prefer(_ changed: Preferences) -> [Effect] {
    let isMouseNew = changed.usesMouse != preferences.usesMouse
    if changed.background != preferences.background, let background = changed.background {
      capabilities.background = background
    }
    if changed.contrast != preferences.contrast {
      capabilities.contrast = changed.contrast ?? .usual
    }
    preferences = changed
    return (isMouseNew ? [.listenToMouse(changed.usesMouse)] : []) + [.remember(changed)]
  }
}
