package import Autoencoders

/// How the work on a card goes on.
package enum ReproductionEvent {
  /// A card begins that has so many seconds of training to do.
  case card(String, title: String, trainingSeconds: Double)
  /// A subject begins, with one of so many seeds.
  case subject(String, of: String, seed: UInt64, seeds: Int)
  case epochEnded(EpochReport)
  /// The run diverged, and goes on another course; the learning rate is that of its configuration.
  case wentBack(CourseChange, of: TrainingConfiguration)
  /// Something is to be said about a run's files; training goes on.
  case notice(RunNotice)
  /// A subject's training ended.
  case trainingEnded
  /// How much of a measurement is done, from 0 to 1.
  case measuring(String, fraction: Double)
  case measured
}
