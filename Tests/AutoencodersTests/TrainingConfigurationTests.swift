import Autoencoders
import TestSupport
import Testing

struct TrainingConfigurationTests {
  @Test(arguments: Preset.all.map(\.name))
  func everyPresetCanBeTrained(name: String) throws {
    let preset = try #require(Preset.named(name))
    try preset.training.validate(for: preset.model)
  }

  struct Absurdity: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let error: TrainingConfigurationError
    var preset = "vae"
    /// Where the file says what cannot be and its text, when that alone tells.
    var place: (path: String, found: String)?
    let change: @Sendable (inout TrainingConfiguration) -> Void
  }

  private static let absurdities = [
    Absurdity(testDescription: "no epochs", error: .counts, place: ("epochs", "0")) {
      $0.epochs = 0
    },
    Absurdity(
      testDescription: "endless epochs", error: .counts, place: ("epochs", "9223372036854775807")
    ) {
      $0.epochs = .max
    },
    Absurdity(testDescription: "empty batches", error: .counts, place: ("batch_size", "0")) {
      $0.batchSize = 0
    },
    Absurdity(
      testDescription: "negative held out", error: .counts, place: ("validation_images", "-5")
    ) { $0.validationImages = -5 },
    Absurdity(testDescription: "no codes", error: .counts, place: ("objective.bound.samples", "0"))
    {
      $0.objective.bound = .importanceWeighted(samples: 0, estimator: .reparameterized)
    },
    Absurdity(
      testDescription: "negative rate", error: .rate, place: ("optimizer.learning_rate", "-1")
    ) { $0.optimizer.rate = -1 },
    Absurdity(
      testDescription: "endless warm-up", error: .rate,
      place: ("schedule.epochs", "9223372036854775807")
    ) {
      $0.schedule = .warmUp(epochs: .max, next: .constant)
    },
    Absurdity(
      testDescription: "negative KL weight", error: .weights, place: ("objective.kl_weight", "-1")
    ) {
      $0.objective.klWeight = -1
    },
    Absurdity(testDescription: "penalty of a posterior", error: .objective(.penaltyOfPosterior)) {
      $0.objective.penalty = .l1(weight: 1)
    },
    Absurdity(
      testDescription: "no Gibbs steps", error: .pretraining, preset: "rbm",
      place: ("pretraining.rule.steps", "0")
    ) {
      $0.pretraining?.rule.steps = 0
    },
    Absurdity(
      testDescription: "no epochs per layer", error: .pretraining, preset: "stacked",
      place: ("pretraining.epochs_per_layer", "0")
    ) {
      $0.pretraining?.epochsPerLayer = 0
    },
    Absurdity(testDescription: "pre-training of a posterior", error: .pretraining) {
      $0.pretraining = Preset.named("stacked")?.training.pretraining
    },
    Absurdity(
      testDescription: "no patience", error: .earlyStopping, place: ("early_stopping.epochs", "0")
    ) {
      $0.validationImages = 10
      $0.earlyStopping = EarlyStopping(patience: 0)
    },
    Absurdity(testDescription: "nothing to judge by", error: .earlyStopping) {
      $0.earlyStopping = EarlyStopping(patience: 3)
    },
  ]

  /// What no command line gives, but a file may hold.
  @Test(arguments: absurdities)
  func absurdRunsAreNotOpened(_ absurdity: Absurdity) throws {
    let preset = try #require(Preset.named(absurdity.preset))
    var configuration = RunFolderTests.configuration
    configuration.model = preset.model
    configuration.training = preset.training
    absurdity.change(&configuration.training)
    #expect(throws: absurdity.error) { try configuration.training.validate(for: preset.model) }
    try withTemporaryFolder { root in
      _ = try RunFolder.create("\(root)/run", configuration)
      let file = "\(root)/run/config.json"
      let expected: RunFolderError =
        if let place = absurdity.place {
          .configuration(
            path: file, .outOfRange(path: "training.\(place.path)", found: place.found))
        } else {
          .training(path: file, absurdity.error)
        }
      #expect(throws: expected) { try RunFolder.open("\(root)/run") }
    }
  }
}
