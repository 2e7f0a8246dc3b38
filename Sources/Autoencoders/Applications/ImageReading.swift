internal import Foundation
package import ImageSets

/// A model's code and errors of one image, read clean.
package struct ImageReading: Equatable, Sendable {
  /// The mean code: that of the posterior, or the code itself where there is no posterior.
  package let code: [Float]
  /// Σ (x - x̂)², the image from the mean code.
  package let squaredError: Double
  /// -log p(x | z) at the mean code, in nats.
  package let reconstruction: Double
  /// In nats; zero for a deterministic code.
  package let kl: Double
  /// Σ x².
  let energy: Double

  var relativeError: Double { log(max(squaredError, 1e-9) / max(energy, 1e-9)) }

  private var negativeLogPrior: Double {
    code.reduce(0) { $0 + 0.5 * Double($1) * Double($1) }
      + Double(code.count) * logSquareRoot2Pi(variance: 1)
  }

  /// A score that takes no other images to compare with: all but the density ratio, and what is combined with it.
  package func value(of score: AnomalyScore) -> Double {
    switch score {
    case .squaredError: squaredError
    case .reconstruction: reconstruction
    case .negativeELBO: reconstruction + kl
    case .latentDensity: negativeLogPrior
    case .relativeError: relativeError
    case .densityRatio, .combined: preconditionFailure("\(score.rawValue) of one image")
    }
  }
}

extension Autoencoder {
  /// What the model makes of each image.
  package func readings(of images: LabeledImages) -> [ImageReading] {
    Evaluator(images: images, model: configuration, capacity: capacity).readings(self)
  }
}

extension Evaluator {
  /// What a model makes of each image.
  func readings(_ model: Autoencoder) -> [ImageReading] {
    var readings: [ImageReading] = []
    readings.reserveCapacity(images.count)
    let errors = Matrix.column(model.capacity)
    forEachBatch { rows in
      let batch = feed.load(indices[rows], on: model.engine)
      let output = model.evaluate(batch, noise: .none)
      let errors = errors.prefix(rows.count)
      model.configuration.likelihood.squaredError(
        logits: output.logits, target: batch, into: errors, on: model.engine)
      for row in 0..<rows.count {
        readings.append(
          ImageReading(
            code: output.codes.row(row), squaredError: Double(errors[row, 0]),
            reconstruction: Double(output.reconstruction[row, 0]),
            kl: Double(output.kl[row, 0]),
            energy: batch.row(row).reduce(0) { $0 + Double($1) * Double($1) }))
      }
    }
    return readings
  }
}
