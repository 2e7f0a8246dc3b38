/// When the codes of test images are found anew while a model is trained, and of how many images.
///
/// Early looks show how the codes spread out: of few images after a tenth, two, four tenths of a second, and so
/// on, each as late again as the one before. Once a look at many images takes no more than its share of
/// the time until then, they come at that share.
package struct ProbeSchedule: Equatable {
  /// Seconds of training until the next look.
  package private(set) var next = 0.0
  /// Images to look at then.
  package private(set) var images = few

  /// Images of an early look.
  package static let few = 1_000
  /// Images of a later one.
  package static let many = 5_000
  /// Looks may cost training this part of its time in the long run.
  package static let share = 0.01
  private static let first = 0.1

  package init() {}

  /// Whether a look is due after so many seconds of training.
  package func isDue(at seconds: Double) -> Bool { seconds >= next }

  /// Notes a look after so many seconds of training.
  ///
  /// - Parameter cost: seconds that an image took.
  package mutating func note(at seconds: Double, costPerImage cost: Double) {
    let pause = cost * Double(Self.many) / Self.share
    let isEarly = pause > seconds
    images = isEarly ? Self.few : Self.many
    next = isEarly ? max(2 * seconds, Self.first) : max(seconds + pause, seconds + Self.first)
  }
}
