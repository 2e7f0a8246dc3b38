import FileFormats
import TestSupport
import Testing

@testable import Autoencoders

/// Version 2 of the form of models, runs and positions.
struct JSONFormTests {
  /// The words of the kinds that a text can have.
  private static func words<Value: JSONKinds>(_ type: Value.Type) -> [String] {
    Value.kinds.filter { $0.fields != nil }.map(\.word)
  }

  /// A value of every kind; the golden file shows how each is written.
  private static let samples: [(name: String, values: [any JSONCodable], words: [String])] = [
    (
      "layer",
      [
        LayerConfiguration.dense(256, .relu), .thinned(500, .sigmoid, deleting: 0.9),
        .convolution(channels: 16, kernel: 5, stride: 2, padding: .valid, .tanh),
        .transposedConvolution(channels: 8, kernel: 3, stride: 2, .identity), .maxPooling(2),
        .upsampling(3), .flatten, .reshape(FeatureShape(height: 7, width: 5, channels: 8)), .skip,
        .join(channels: 4),
      ] as [LayerConfiguration], words(LayerConfiguration.self)
    ),
    (
      "latent",
      [
        Latent.deterministic, .gaussian(dimensions: 2), .logDeviation(dimensions: 2, noise: 0.1),
        .autoregressiveFlow(dimensions: 4, steps: 2, hidden: 64),
      ] as [Latent], words(Latent.self)
    ),
    (
      "likelihood",
      [Likelihood.bernoulli, .gaussian(standardDeviation: 0.25), .continuousBernoulli]
        as [Likelihood], words(Likelihood.self)
    ),
    (
      "corruption",
      [
        Corruption.gaussian(standardDeviation: 0.5), .masking(share: 0.25),
        .saltAndPepper(share: 0.1),
      ] as [Corruption], words(Corruption.self)
    ),
    ("binarization", Binarization.allCases, words(Binarization.self)),
    (
      "optimizer",
      [
        OptimizerConfiguration.sgd(rate: 0.01, momentum: 0.9, isNesterov: true),
        .rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8, isCentered: true)),
        .adam(Adam.Constants(epsilon: 1e-8, epsilonPlacement: .pytorch, weightDecay: 0.01)),
        .adadelta(Adadelta.Constants()),
      ] as [OptimizerConfiguration], words(OptimizerConfiguration.self)
    ),
    (
      "schedule",
      [
        RateSchedule.constant, .cosine, .step(epochs: 3, factor: 0.7),
        .warmUp(epochs: 5, next: .cosine), .burda,
      ] as [RateSchedule], words(RateSchedule.self)
    ),
    (
      "kl_schedule", [KLSchedule.constant, .warmUp(epochs: 4), .cyclic(epochs: 5)] as [KLSchedule],
      words(KLSchedule.self)
    ),
    (
      "kl_constraint",
      [KLConstraint.freeBits(nats: 0.5), .capacity(nats: 25, epochs: 40)] as [KLConstraint],
      words(KLConstraint.self)
    ),
    (
      "bound",
      [EvidenceBound.elbo, .importanceWeighted(samples: 5, estimator: .doublyReparameterized)]
        as [EvidenceBound], words(EvidenceBound.self)
    ),
    (
      "penalty",
      [
        CodePenalty.l1(weight: 1e-5), .activation(weight: 0.1, target: 0.05),
        .contraction(weight: 0.2),
      ] as [CodePenalty], words(CodePenalty.self)
    ),
    (
      "pretraining",
      [
        Pretraining(
          epochsPerLayer: 10,
          rule: ContrastiveDivergence.Rule(steps: 15, isPersistent: true, weightDecay: 2e-4))
      ], []
    ),
    (
      "rule", [ContrastiveDivergence.Rule()], words(ContrastiveDivergence.Rule.self)
    ),
    (
      "early_stopping", [EarlyStopping(patience: 3, leastImprovement: 0.25)],
      words(EarlyStopping.self)
    ),
    ("activation", Activation.allCases, []),
    ("padding", Padding.allCases, []),
    ("initialization", WeightInitialization.allCases, []),
    ("gradient_unit", GradientUnit.allCases, []),
    ("epsilon_placement", Adam.EpsilonPlacement.allCases, []),
    ("estimator", EvidenceBound.Estimator.allCases, []),
  ]

  private static func comesBack<Value: JSONCodable>(_ value: Value) throws {
    let text = try value.json.text()
    let read = try Value(JSONValue(parsing: text), at: "")
    #expect(read.json == value.json)
    #expect("\(read)" == "\(value)")
  }

  @Test func everyKindIsWrittenAsTheGoldenSays() throws {
    var golden: [String: JSONValue] = [:]
    for (name, values, words) in Self.samples {
      golden[name] = .array(values.map(\.json))
      for value in values { try Self.comesBack(value) }
      // A row of a table without a sample is found here.
      let written = values.map { value -> String? in
        guard case .object(let fields) = value.json, case .string(let word) = fields["type"] else {
          return nil
        }
        return word
      }
      #expect(words.isEmpty || written == words, "\(name)")
    }
    try expectGolden(JSONValue.object(golden).indentedText(), "kinds.json")
  }

  @Test func everyPresetIsWrittenAsTheGoldenSays() throws {
    var golden: [String: JSONValue] = [:]
    for preset in Preset.all {
      golden[preset.name] = .object([
        "model": preset.model.json, "training": preset.training.json,
      ])
      let model = try preset.model.document.text()
      #expect(try ModelConfiguration(document: model) == preset.model)
      #expect(
        try TrainingConfiguration(preset.training.json, at: "training") == preset.training)
    }
    try expectGolden(JSONValue.object(golden).indentedText(), "presets.json")
  }

  @Test func documentsAreWrittenAsTheGoldenSays() throws {
    var run = RunFolderTests.configuration
    run.dataset.classes = [1, 7]
    run.training.seed = .max
    run.training.validationImages = 100
    run.training.earlyStopping = EarlyStopping(patience: 2)
    var position = TrainingPosition()
    (position.epoch, position.batch, position.step) = (2, 3, 25)
    position.average.add(LossTerms(reconstruction: 0.1, kl: 0.2, klWeight: 0.3), images: 3)
    position.seconds = 0.388_331_195_000_000_1
    position.best = BestEpoch(epoch: 1, loss: 543.402_338_663_736_9)
    let golden = JSONValue.object(["run": run.document, "position": position.document])
    try expectGolden(golden.indentedText(), "documents.json")
    #expect(try RunConfiguration(document: run.document.text()) == run)
    #expect(try TrainingPosition(document: position.document.text()) == position)
  }

  // MARK: - What is refused

  private static let model = #"""
    {"version": 2, "image_height": 28, "image_width": 28,
     "encoder": [{"type": "dense", "units": 2, "activation": "relu"}],
     "latent": {"type": "deterministic"},
     "decoder": [{"type": "dense", "units": 784, "activation": "identity"}],
     "likelihood": {"type": "bernoulli"}}
    """#

  private static let faults: [(old: String, new: String, error: MetadataError)] = [
    (#""version": 2"#, #""version": 3"#, .newerVersion(3, known: 2)),
    (#""version": 2"#, #""version": 0"#, .outOfRange(path: "version", found: "0")),
    (
      #""version": 2"#, #""version": "2""#,
      .wrongType(path: "version", expected: "number", found: "string")
    ),
    (#""units": 2,"#, "", .missingKey(path: "encoder[0].units")),
    (
      #""units": 2"#, #""units": "2""#,
      .wrongType(path: "encoder[0].units", expected: "number", found: "string")
    ),
    (#""units": 2"#, #""units": -2"#, .outOfRange(path: "encoder[0].units", found: "-2")),
    (#""units": 2"#, #""units": 2.5"#, .outOfRange(path: "encoder[0].units", found: "2.5")),
    (#""units": 2"#, #""units": 1e99"#, .outOfRange(path: "encoder[0].units", found: "1e99")),
    (
      #""units": 2"#, #""units": 2, "bias": false"#,
      .unknownKey(path: "encoder[0].bias", known: ["type", "units", "activation"])
    ),
    (
      #""image_width""#, #""image_depth": 3, "image_width""#,
      .unknownKey(path: "image_depth", known: ["version"] + ModelConfiguration.fields.map(\.key))
    ),
    (
      #""relu""#, #""gelu""#,
      .unknownWord(
        path: "encoder[0].activation", found: "gelu",
        known: ["identity", "relu", "sigmoid", "tanh"])
    ),
    (
      #""bernoulli""#, #""poisson""#,
      .unknownWord(
        path: "likelihood.type", found: "poisson",
        known: ["bernoulli", "gaussian", "continuous_bernoulli"])
    ),
    (
      #"{"type": "deterministic"}"#, "null",
      .wrongType(path: "latent", expected: "object", found: "null")
    ),
    (
      #""image_height": 28"#, #""image_height": 28, "image_height": 28"#,
      .json(.duplicateKey("image_height"))
    ),
  ]

  @Test(arguments: faults.indices)
  func faultsAreNamedByTheirPlace(index: Int) throws {
    let (old, new, error) = Self.faults[index]
    _ = try ModelConfiguration(document: Self.model)
    let text = Self.model.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.model)
    #expect(throws: error) { try ModelConfiguration(document: text) }
  }

  @Test func numbersOutOfAFloatsRangeAreRefused() {
    let json = JSONValue.number(JSONNumber(1e39))
    #expect(throws: MetadataError.outOfRange(path: "x", found: "1e+39")) {
      try Float(json, at: "x")
    }
    #expect(throws: MetadataError.outOfRange(path: "x", found: "256")) {
      try UInt8(.number(JSONNumber(256)), at: "x")
    }
  }
}
