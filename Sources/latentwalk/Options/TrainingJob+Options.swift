internal import Autoencoders
internal import Pictures
internal import ProgramOptions

extension OptionList {
  /// A run to train: the preset, what it sees, and all that is set over it.
  static let training =
    OptionList(.preset) + .sizes + OptionList(.trainingData) + .dataFiles
    + OptionList(.classes, .epochs, .batchSize, .shards)
    + .optimization
    + OptionList(
      .corruption(otherwise: nil), .noise(otherwise: nil),
      .binarize, .validation, .patience, .leastImprovement, .trainingSeed, .threads,
      .picturesEvery, .folder, .resume, .saveEvery, .rescue, .noEvents, .history)
    + .objective

  /// Settings that a run keeps when it is resumed.
  fileprivate static let kept =
    OptionList(.preset) + .dataFiles
    + OptionList(
      .classes, .batchSize, .shards, .corruption(otherwise: nil), .noise(otherwise: nil),
      .binarize, .validation, .patience, .leastImprovement, .trainingSeed) + .sizes
    + .keptOptimization + .objective
}

extension Option {
  fileprivate static var preset: Option<String> {
    Option<String>(
      "--preset", .preset, default: Preset.all[0].name,
      help: "what to train; latentwalk presets lists them, and writes files")
  }

  fileprivate static var trainingData: Option<String?> {
    data(otherwise: "the best there is, or the resumed run's")
  }

  fileprivate static var classes: Option<ClassSelection?> {
    Option<ClassSelection?>(
      "--classes", .classes, otherwise: "all",
      help: "images of these classes alone, as in 0-2,4 or cat,dog or all-but:3"
    ).ofLists
  }

  fileprivate static var epochs: Option<Int?> {
    Option<Int?>(
      "--epochs", .integer(1...1_000_000),
      help: "passes over the training images")
  }

  fileprivate static var batchSize: Option<Int?> {
    Option<Int?>(
      "--batch-size", .integer(1...65_536), help: "images per step")
  }

  fileprivate static var shards: Option<Int?> {
    Option<Int?>(
      "--shards", .powerOfTwo(upTo: TrainingConfiguration.shardLimit),
      help: "parts of a batch that are summed in pairs, for as many processes at most")
  }

  /// A way to binarize, or none at all.
  fileprivate static var binarize: Option<Binarization??> {
    Option<Binarization??>(
      "--binarize",
      .choice(
        Binarization.allCases.map { ($0.rawValue, $0) } + [("none", nil)], as: "HOW"),
      help: "dynamic, fixed, threshold or none, as above")
  }

  fileprivate static var validation: Option<Int?> {
    Option<Int?>(
      "--validation", .integer(1...1_000_000),
      help: "training images to hold out, the last ones")
  }

  fileprivate static var patience: Option<Int?> {
    Option<Int?>(
      "--patience", .integer(1...1_000_000),
      help: "epochs without improvement on them before training stops")
  }

  fileprivate static var leastImprovement: Option<Double?> {
    Option<Double?>(
      "--least-improvement", .nonNegative(), otherwise: "any",
      help: "nats per image that count as an improvement")
  }

  fileprivate static var trainingSeed: Option<UInt64?> {
    Option<UInt64?>(
      "--seed", .seed, otherwise: "0",
      help: "random seed of weights, order and noise; the same seed gives the same bits")
  }

  fileprivate static var picturesEvery: Option<Int?> {
    Option<Int?>(
      "--pictures-every", .integer(1...1_000_000), otherwise: "none",
      help: "save a picture of a 2-D latent space every N epochs")
  }

  fileprivate static var folder: Option<String?> {
    Option<String?>(
      "--out", .path("RUN"), otherwise: "one among the user's data",
      help: "folder for the run, new or empty"
    ).onlyTyped
  }

  fileprivate static var resume: Option<Bool> {
    Option<Bool>("--resume", help: "go on with the run in --out from its last checkpoint")
      .onlyTyped
  }

  fileprivate static var saveEvery: Option<Double> {
    Option<Double>(
      "--save-every", .nonNegative("SECONDS"), default: 10,
      help: "seconds of training from one checkpoint to the next")
  }

  fileprivate static var noEvents: Option<Bool> {
    Option<Bool>("--no-events", help: "keep no events for TensorBoard beside the log")
  }

  fileprivate static var history: Option<HistoryPlan?> {
    Option<HistoryPlan?>(
      "--history", .historyPlan,
      otherwise: "\(HistoryPlan.usual.word), or as much as a resumed run kept",
      help: "epochs to be scrubbed through: none, at most N, or all with exact weights")
  }

  fileprivate static var rescue: Option<String?> {
    Option<String?>(
      "--rescue", .path("FOLDER"), otherwise: "one among the user's data",
      help: "where a copy of the run goes if --out cannot be written at its end")
  }
}

extension OptionValue<Int> {
  fileprivate static func powerOfTwo(upTo limit: Int) -> Self {
    Self("S", expected: "a power of two from 1 to \(limit)") { text in
      Int(text).flatMap { (1...limit).contains($0) && $0.nonzeroBitCount == 1 ? $0 : nil }
    }
  }
}

extension OptionValue<HistoryPlan> {
  fileprivate static var historyPlan: Self {
    Self("none|N|all", expected: "none, all, or a number of epochs from 3 on") {
      HistoryPlan(word: $0)
    }
  }
}

extension TrainingJob {
  /// The run that the options ask for, over the preset or over the run that is resumed.
  init(_ arguments: Arguments) throws {
    let isResumed = arguments[.resume]
    var preset = try isResumed ? resumedPreset(arguments) : presetWithOptions(arguments)
    if let epochs = arguments[.epochs] {
      preset.training.setEpochs(epochs, layers: preset.model.encoder)
    }
    if !isResumed { try refuseUnusedInPretraining(arguments, preset) }
    if !PictureRecorder.canDraw(preset.model) {
      try arguments.refuse(
        .picturesEvery, because: "\(preset.name) has no posterior of two latents")
    }
    self.init(
      preset: preset,
      data: try arguments.dataRequest(.trainingData),
      classes: isResumed ? nil : arguments[.classes], out: arguments[.folder],
      isResumed: isResumed, learningRate: isResumed ? arguments[.trainingRate] : nil,
      pictureInterval: arguments[.picturesEvery], saveInterval: arguments[.saveEvery],
      keepsEvents: !arguments[.noEvents], history: arguments[.history],
      rescue: arguments[.rescue],
      threads: arguments[.threads], environment: .current)
  }
}

/// The preset that the options name, with all that they say about it but the number of epochs.
private func presetWithOptions(_ arguments: Arguments) throws -> Preset {
  var preset = try preset(arguments[.preset]).resized(arguments)
  if let size = arguments[.batchSize] { preset.training.batchSize = size }
  if let shards = arguments[.shards] { preset.training.shards = shards }
  preset.training.applyOptimization(arguments)
  if let corruption = try arguments.askedCorruption(own: preset.model.corruption) {
    preset.model.corruption = corruption
  }
  if let seed = arguments[.trainingSeed] { preset.training.seed = seed }
  try preset.training.objective.apply(arguments, to: preset.model, preset: preset.name)
  try preset.training.applyEarlyStopping(arguments)
  if let binarization = arguments[.binarize] { preset.model.binarization = binarization }
  return preset
}

/// The run in `--out` as a preset; options for what it keeps are refused.
private func resumedPreset(_ arguments: Arguments) throws -> Preset {
  guard let path = arguments[.folder] else {
    throw UsageError.missingOperand("--out RUN, the run to go on with", command: "--resume")
  }
  try arguments.refuse(.kept, because: "a run that is resumed keeps its own")
  arguments.dropDefaults(of: OptionList(.trainingData, .epochs, .trainingRate))
  if arguments[.epochs] != nil || arguments[.trainingRate] != nil {
    try SweepFolder.refuseTask(ofRunAt: path)
  }
  let configuration = try RunFolder.open(path).configuration
  return Preset(
    name: configuration.preset, summary: "", source: "", notes: [], model: configuration.model,
    training: configuration.training)
}

/// Contrastive divergence has a rule of its own and no penalty, and early stopping does not judge it; where
/// it is all there is, options for them would change nothing.
private func refuseUnusedInPretraining(
  _ arguments: Arguments, _ preset: Preset
) throws(UsageError) {
  let training = preset.training
  guard training.pretrainingEpochs(of: preset.model.encoder) >= training.epochs else { return }
  try arguments.refuse(
    .optimization + OptionList(.patience) + .penalties,
    because: "\(preset.name) is trained by contrastive divergence throughout")
}

extension TrainingConfiguration {
  /// Takes over what the options say of held-out images and of when to stop.
  fileprivate mutating func applyEarlyStopping(_ arguments: Arguments) throws(UsageError) {
    if let images = arguments[.validation] { validationImages = images }
    if validationImages == nil {
      try arguments.refuse(.patience, because: "no images are held out; give --validation N too")
    }
    if let patience = arguments[.patience] {
      earlyStopping = EarlyStopping(
        patience: patience, leastImprovement: earlyStopping?.leastImprovement ?? 0)
    }
    if earlyStopping == nil {
      try arguments.refuse(
        .leastImprovement, because: "training does not stop early; give --patience N too")
    }
    if let improvement = arguments[.leastImprovement] {
      earlyStopping?.leastImprovement = improvement
    }
  }
}
