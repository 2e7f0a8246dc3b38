/// The learning rate of a search whose progress is measured in windows of steps: it falls whenever a window
/// brings too little, and the search ends with the last rate's.
///
/// At a constant rate the noise of the gradient keeps Adam a distance from the optimum that is proportional
/// to the rate, and a window without progress cannot tell that distance from having arrived.
struct FallingRate {
  /// Of the rate that the search begins with.
  private(set) var factor: Float = 1
  private(set) var isSpent = false

  private let leastImprovement: Double
  private var fallsLeft = 3

  /// A third of a decade or so, so that few windows pass between the first rate and its fortieth.
  private static let fall: Float = 0.3

  init(leastImprovement: Double) { self.leastImprovement = leastImprovement }

  mutating func windowEnded(improvement: Double) {
    guard improvement < leastImprovement else { return }
    isSpent = fallsLeft == 0
    fallsLeft -= 1
    factor *= Self.fall
  }
}
