/// The parts of a loss, each the mean over images in nats per image (sums over pixels and latents).
public struct LossTerms: Equatable, Sendable {
  /// -log p(x | z).
  public var reconstruction: Double
  /// KL(q(z | x) || p(z)); zero for a deterministic code.
  public var kl: Double
  /// The weight of `kl` in `total`, often called beta; of an average, the mean of the weights, each
  /// counting as much as its KL, so that `total` is the average of the totals.
  public var klWeight: Double
  /// The rest of the objective: a penalty with its weight, or how a constraint or a bound other than
  /// the ELBO differs from the weighted KL.
  public var adjustment: Double

  /// Terms in nats per image.
  public init(reconstruction: Double, kl: Double, klWeight: Double, adjustment: Double = 0) {
    self.reconstruction = reconstruction
    self.kl = kl
    self.klWeight = klWeight
    self.adjustment = adjustment
  }

  /// The loss that training minimizes.
  public var total: Double { reconstruction + klWeight * kl + adjustment }

  /// The negative evidence lower bound, whatever the weight: a bound on -log p(x) where the
  /// likelihood is a density of the data.
  public var negativeELBO: Double { reconstruction + kl }

  /// The loss is a number to go on with.
  public var isFinite: Bool { total.isFinite }
}

/// Averages terms over batches of different sizes.
package struct LossAverage: Equatable, Sendable {
  var reconstruction = 0.0
  var kl = 0.0
  var klWeight = 0.0
  var adjustment = 0.0
  /// Images averaged so far.
  package internal(set) var images = 0

  /// An average of no image yet.
  package init() {}

  /// Adds the mean loss `terms` of `count` images.
  package mutating func add(_ terms: LossTerms, images count: Int) {
    reconstruction += terms.reconstruction * Double(count)
    adjustment += terms.adjustment * Double(count)
    let added = terms.kl * Double(count)
    // A weight that stays is kept to the last bit.
    if kl == 0 {
      klWeight = terms.klWeight
    } else if klWeight != terms.klWeight {
      klWeight = (klWeight * kl + terms.klWeight * added) / (kl + added)
    }
    kl += added
    images += count
  }

  /// The mean so far; NaN before the first batch.
  package var mean: LossTerms {
    LossTerms(
      reconstruction: reconstruction / Double(images), kl: kl / Double(images), klWeight: klWeight,
      adjustment: adjustment / Double(images))
  }
}
