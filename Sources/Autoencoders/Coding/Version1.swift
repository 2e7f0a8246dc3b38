package import FileFormats

/// How a value was written in version 1, by the compiler's coders, and what becomes of it in version 2.
///
/// An enumeration with values was an object of one key, its case: `{"dense":{"_0":256,"_1":"relu"}}`. Where a
/// text departs from its form it is passed on as it is, for the reader of version 2 to refuse.
package indirect enum Version1: Sendable {
  /// Written alike in both versions.
  case same
  /// A string that became another.
  case word([String: String])
  /// A string that became the `type` of an object.
  case wordOfKind
  case list(Version1)
  /// An object whose keys are called otherwise; in version 2 it may have a `type`.
  case record(type: String? = nil, [String: Field])
  /// An enumeration with values, by its cases.
  case kinds([String: Kind])

  /// A key of version 2 and how its value was written.
  package struct Field: ExpressibleByStringLiteral, Sendable {
    let key: String
    let form: Version1

    init(_ key: String, _ form: Version1) {
      self.key = key
      self.form = form
    }

    package init(stringLiteral key: String) { self.init(key, .same) }
  }

  /// A case: its word in version 2, and the keys of its values, `_0` for the first without a name.
  package struct Kind: ExpressibleByStringLiteral, Sendable {
    let word: String
    let fields: [String: Field]
    /// The case's one value is a structure of these fields.
    let isStructure: Bool

    init(_ word: String, _ fields: [String: Field], isStructure: Bool = false) {
      self.word = word
      self.fields = fields
      self.isStructure = isStructure
    }

    package init(stringLiteral word: String) { self.init(word, [:]) }
  }
}

extension Version1 {
  /// The form of version 2 of `json`.
  package func upgraded(_ json: JSONValue) -> JSONValue {
    switch (self, json) {
    case (.word(let words), .string(let word)): .string(words[word] ?? word)
    case (.wordOfKind, .string): .object(["type": json])
    case (.list(let form), .array(let elements)): .array(elements.map(form.upgraded))
    case (.record(let type, let fields), .object(let object)):
      .object(Self.upgraded(object, fields, type: type))
    case (.kinds(let kinds), .object(let object)): Self.upgraded(object, kinds) ?? json
    default: json
    }
  }

  private static func upgraded(
    _ object: [String: JSONValue], _ fields: [String: Field], type: String?
  ) -> [String: JSONValue] {
    var result: [String: JSONValue] = [:]
    for (key, value) in object {
      let field = fields[key] ?? Field(key, .same)
      result[field.key] = field.form.upgraded(value)
    }
    if let type { result["type"] = .string(type) }
    return result
  }

  private static func upgraded(
    _ object: [String: JSONValue], _ kinds: [String: Kind]
  ) -> JSONValue? {
    guard object.count == 1, let (name, value) = object.first, case .object(var values) = value
    else { return nil }
    let kind = kinds[name] ?? Kind(name, [:])
    if kind.isStructure, case .object(let structure) = values["_0"] { values = structure }
    return .object(upgraded(values, kind.fields, type: kind.word))
  }
}

// MARK: - The documents

extension Version1 {
  package static let model = record([
    "imageHeight": "image_height", "imageWidth": "image_width",
    "encoder": Field("encoder", .list(layer)), "decoder": Field("decoder", .list(layer)),
    "latent": Field("latent", latent), "likelihood": Field("likelihood", likelihood),
    "corruption": Field("corruption", corruption),
    "binarization": Field("binarization", .wordOfKind), "tiesWeights": "ties_weights",
  ])

  package static let run = record([
    "model": Field("model", model), "training": Field("training", training),
    "dataset": Field(
      "dataset", .record(["trainImages": "train_images", "testImages": "test_images"])),
  ])

  package static let position = record(["average": Field("average", losses)])

  /// A line of a log; of today's lines too, whose keys it leaves alone.
  static let metricsLine = record([
    "least": Field("least", losses), "greatest": Field("greatest", losses),
  ])

  private static let losses = record(["klWeight": "kl_weight"])

  private static let layer = kinds([
    "dense": Kind("dense", ["_0": "units", "_1": "activation"]),
    "thinned": Kind(
      "thinned", ["_0": "units", "_1": "activation", "deleting": "deleted_share"]),
    "convolution": Kind("convolution", ["_4": "activation"]),
    "transposedConvolution": Kind("transposed_convolution", ["_3": "activation"]),
    "maxPooling": Kind("max_pooling", ["_0": "factor"]),
    "upsampling": Kind("upsampling", ["_0": "factor"]),
    "reshape": Kind("reshape", [:], isStructure: true),
  ])

  private static let latent = kinds([
    "logDeviation": "log_deviation",
    "autoregressiveFlow": Kind("autoregressive_flow", ["hidden": "hidden_units"]),
  ])

  private static let likelihood = kinds([
    "gaussian": Kind("gaussian", ["standardDeviation": "standard_deviation"]),
    "continuousBernoulli": "continuous_bernoulli",
  ])

  private static let corruption = kinds([
    "gaussian": Kind("gaussian", ["standardDeviation": "standard_deviation"]),
    "saltAndPepper": "salt_and_pepper",
  ])

  private static let training = record([
    "batchSize": "batch_size", "gradientUnit": "gradient_unit",
    "latentStandardization": "latent_standardization", "validationImages": "validation_images",
    "initialization": Field(
      "initialization", .word(["glorotUniform": "glorot_uniform", "heUniform": "he_uniform"])),
    "optimizer": Field("optimizer", optimizer), "schedule": Field("schedule", schedule),
    "objective": Field("objective", objective), "pretraining": Field("pretraining", pretraining),
    "earlyStopping": Field(
      "early_stopping",
      .record(
        type: "patience", ["patience": "epochs", "leastImprovement": "least_improvement"])),
  ])

  private static let optimizer = kinds([
    "sgd": Kind("sgd", ["rate": "learning_rate", "isNesterov": "nesterov"]),
    "rmsprop": Kind(
      "rmsprop",
      [
        "rate": "learning_rate", "isEpsilonUnderRoot": "epsilon_under_root",
        "isCentred": "centered",
      ], isStructure: true),
    "adam": Kind(
      "adam",
      [
        "rate": "learning_rate", "epsilonPlacement": "epsilon_placement",
        "weightDecay": "weight_decay",
      ], isStructure: true),
    "adadelta": Kind("adadelta", ["rate": "learning_rate"], isStructure: true),
  ])

  /// A schedule that follows a warm-up never was another warm-up.
  private static let schedule = kinds([
    "warmUp": Kind("warm_up", ["next": Field("next", .kinds([:]))])
  ])

  private static let objective = record([
    "klWeight": "kl_weight",
    "klSchedule": Field("kl_schedule", .kinds(["warmUp": "warm_up"])),
    "klConstraint": Field("kl_constraint", .kinds(["freeBits": "free_bits"])),
    "bound": Field(
      "bound",
      .kinds([
        "importanceWeighted": Kind(
          "importance_weighted",
          [
            "estimator": Field(
              "estimator", .word(["doublyReparameterized": "doubly_reparameterized"]))
          ])
      ])),
    "penalty": Field("penalty", .kinds([:])),
  ])

  private static let pretraining = record([
    "epochsPerLayer": "epochs_per_layer", "rate": "learning_rate",
    "linearRate": "linear_learning_rate", "initialMomentum": "initial_momentum",
    "initialEpochs": "initial_epochs",
    "rule": Field(
      "rule",
      .record(
        type: "contrastive_divergence",
        ["isPersistent": "persistent", "weightDecay": "weight_decay"])),
  ])
}
