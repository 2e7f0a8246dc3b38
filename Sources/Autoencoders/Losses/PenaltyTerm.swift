/// One kind of penalty with its weight: what a `CodePenalty` names.
///
/// Each stands in a file of its own; a new one is a file, a case and a row of `CodePenalty.term`, a
/// row of its `kinds` in `Objective+JSON.swift`, and an option of the program to ask for it. They are small enough to be made anew in each step without memory of their own.
protocol PenaltyTerm {
  var weight: Double { get }

  /// The penalty in a few words.
  var summary: String { get }

  /// Checks that `model`, whose code is deterministic, has what the penalty is on.
  func check(_ model: ModelConfiguration) throws(ObjectiveError)

  /// The weighted penalty, a mean over the images in nats; adds `scale` times its gradient by the codes,
  /// summed over the images, to `gradient`.
  func add(to gradient: Matrix, _ batch: EncodedBatch, scale: Double) -> Double

  /// Adds `scale` times the gradient by the encoder's weights, the codes held fixed, to the gradients,
  /// which the encoder's own `backward` has filled.
  func addToWeightGradients(_ batch: EncodedBatch, scale: Double)
}

// MARK: - Default implementations

extension PenaltyTerm {
  func check(_ model: ModelConfiguration) throws(ObjectiveError) {}

  func addToWeightGradients(_ batch: EncodedBatch, scale: Double) {}
}

/// The codes of a batch, and the encoder that gave them.
struct EncodedBatch {
  let codes: Matrix
  let encoder: Sequential
  /// A column of as many numbers as a code has, for whoever works on the batch.
  let scratch: Matrix
  let pass: Pass
}
