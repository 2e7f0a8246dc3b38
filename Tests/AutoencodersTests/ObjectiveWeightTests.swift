import Autoencoders
import Datasets
import FileFormats
import ImageSets
import Testing

/// Every weight that a preset's model accepts changes what a step reports.
struct ObjectiveWeightTests {
  private static let images = Dataset.digits(seed: 2, train: 16, test: 1).train

  private static let objectives = [
    Objective(klWeight: 3), Objective(klConstraint: .freeBits(nats: 5)),
    Objective(klConstraint: .capacity(nats: 50, epochs: 0)),
    Objective(bound: .importanceWeighted(samples: 3, estimator: .reparameterized)),
    Objective(penalty: .l1(weight: 0.5)),
    Objective(penalty: .activation(weight: 2, target: 0.05)),
    Objective(penalty: .contraction(weight: 0.5)),
  ]

  /// What `objective` has that the model can use: the KL weight needs a posterior.
  private static func isAccepted(_ objective: Objective, by model: ModelConfiguration) -> Bool {
    guard (try? objective.check(for: model)) != nil else { return false }
    return model.isVariational || objective.klWeight == 1
  }

  @Test(arguments: Preset.all.map(\.name))
  func changesTheLoss(preset: String) throws {
    let preset = try #require(Preset.named(preset))
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 16, codesPerImage: 3,
      on: makeEngine())
    let pixels = Matrix(rows: 16, columns: 784)
    model.engine.expandPixels(
      Self.images.pixels, images: Array(0..<16)[...], into: pixels)
    func total(_ objective: Objective) -> Double {
      model.differentiate(
        pixels, noise: .drawn(seed: 3, stream: .posterior, step: 0), objective: objective
      ).total
    }
    let plain = total(Objective())
    let accepted = Self.objectives.filter { Self.isAccepted($0, by: preset.model) }
    #expect(!accepted.isEmpty)
    for objective in accepted {
      #expect(abs(total(objective) - plain) > 1e-3 * abs(plain) / 784, "\(objective)")
    }
  }
}
