/// The list of settings, while that mode is on.
public struct ConfigFeature: Equatable, Sendable {
  /// The place of the chosen setting.
  private(set) var selection = 0

  init() {}

  /// The chosen setting.
  var chosen: Setting { Setting.allCases[selection] }

  /// Moves the choice, which stays within the list.
  mutating func select(by places: Int) {
    selection = min(max(selection + places, 0), Setting.allCases.count - 1)
  }
}
