public import Autoencoders
public import ImageSets
internal import TerminalUI

/// The names of a run on screen.
public struct RunSummary: Equatable, Sendable {
  /// The preset it is trained by.
  public var preset: String
  /// The data set it is trained on.
  public var dataset: String
  /// Where the run is kept.
  public var path: String?
  /// A plan says how it is trained.
  public var isPlanned: Bool

  /// What it is called where it is one of several.
  var name: String { "\(preset) on \(dataset)" }

  /// A run's names.
  public init(preset: String, dataset: String, path: String?, isPlanned: Bool = false) {
    self.preset = preset
    self.dataset = dataset
    self.path = path
    self.isPlanned = isPlanned
  }
}

/// The state of the work behind the screen.
public enum SessionPhase: Equatable, Sendable {
  /// No run is open.
  case closed
  /// Getting ready; the text says how.
  case preparing(String)
  /// Training.
  case training
  /// Training, but for the moment not going on.
  case paused
  /// No more training: it ended, was stopped, or there was none.
  case idle
  /// Training ended early.
  case failed

  /// Whether there is training that can be stopped.
  public var isTraining: Bool { self == .training || self == .paused }

  /// Whether its folder belongs to work that goes on.
  var isBusy: Bool {
    if case .preparing = self { true } else { isTraining }
  }
}

/// How the training of a run ended.
public enum RunEnding: Equatable, Sendable {
  /// All epochs were completed.
  case finished
  /// The loss on held-out images no longer fell.
  case stoppedEarly
  /// A person stopped it, and its last state was saved.
  case stopped
  /// Something ended it after its last state was saved.
  case interrupted
  /// It did not: another process goes on with it.
  case goesOn
  /// It diverged again and again, and was left as it was before.
  case diverged

  init(_ ending: TrainingEnding) {
    self =
      switch ending {
      case .finished: .finished
      case .stoppedEarly: .stoppedEarly
      case .stopped: .stopped
      case .aborted: .interrupted
      case .diverged: .diverged
      }
  }
}

/// How far training is.
public struct TrainingProgress: Equatable, Sendable {
  /// Epochs done.
  public var epoch: Double
  /// Epochs in all.
  public var epochs: Int
  /// Steps done.
  public var step: Int
  /// Images trained on a second; 0 where nothing is trained.
  public var imagesPerSecond: Double
  /// Seconds until the last step; nil where that is not known.
  public var secondsLeft: Double?

  /// How far training is.
  public init(
    epoch: Double, epochs: Int, step: Int, imagesPerSecond: Double, secondsLeft: Double?
  ) {
    self.epoch = epoch
    self.epochs = epochs
    self.step = step
    self.imagesPerSecond = imagesPerSecond
    self.secondsLeft = secondsLeft
  }

}

/// A thing that is known of a model, by name.
public struct CardLine: Equatable, Sendable {
  /// What it is.
  public let name: String
  /// How it is.
  public let value: String

  /// A thing that is known of a model.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// Everything the screen needs to know of a run at one moment.
public struct SessionSnapshot: Equatable, Sendable {
  /// The state of the work behind the screen.
  public var phase: SessionPhase
  /// The run's names.
  public var summary: RunSummary
  /// How far training is; nil where there is none.
  public var progress: TrainingProgress?
  /// The layer that is trained by itself.
  public var pretrainedLayer: PretrainedLayer?
  /// How it is trained; nil where that is not known.
  @Aside public var training: TrainingConfiguration? = nil
  /// How training ended; nil while it goes on, and where there was none.
  public var ending: RunEnding?
  /// How training stands besides its losses; nil where there is none.
  public var vitals: TrainingVitals?
  /// The losses so far.
  public var history = LossHistory()
  /// Runs of the same preset on the same images that were trained before, the newest first.
  public var earlierRuns: [EarlierRun] = []
  /// Codes of test images; nil until some were encoded.
  @Aside public var map: LatentMap? = nil
  /// The test images, of which `map` holds codes; nil until they were found.
  public var images: LabeledImages?
  /// The names of the classes where there are no images that have them.
  public var namesOfCodes: [String] = []
  /// The weights that gave the codes on the map; nil until the model is built.
  @Aside public var model: ModelSnapshot? = nil
  /// The run as it was after its epochs, those of them that are kept.
  public var epochs = EpochHistory()
  /// Seconds of training so far.
  public var seconds = 0.0
  /// The run's folder, where things are kept for the next time; nil where there is none.
  public var folder: String?
  /// Places that were kept in it when it was opened.
  public var bookmarks = Bookmarks()
  /// KL of each latent in nats, of the last evaluation on test images.
  public var klPerDimension: [Double] = []
  /// Where the run left the course of its configuration.
  public var changes: [CourseChange] = []
  /// Units that gave nothing for the first test images at the last epoch's end; nil where none was counted.
  public var deadUnits: DeadUnits?
  /// E[mean²] + E[variance] of each latent, of the same evaluation.
  public var secondMoment: [Double] = []
  /// What is known of a model that no run stands behind: what was understood of another program's, or what the file
  /// of one of ours tells of its training.
  public var card: [CardLine] = []
  /// The loss on test images that the model's file tells; nil where it tells none.
  public var recordedLoss: LossTerms?
  /// What is wrong with the run's files, as long as it is.
  public var warning: String?

  /// A run of which nothing is known yet.
  public init(phase: SessionPhase, summary: RunSummary) {
    self.phase = phase
    self.summary = summary
  }
}

extension SessionSnapshot {
  /// No run at all.
  public static let closed = SessionSnapshot(
    phase: .closed, summary: RunSummary(preset: "", dataset: "", path: nil))

  /// The test images that the shown codes and numbers are of.
  var shownTestImages: String {
    guard case .someTestImages(let all)? = map?.origin, let images else { return "test images" }
    return "\(grouped(images.count)) of \(grouped(all)) test images"
  }

  /// The names of the classes; empty where they are not known.
  var classNames: [String] { images?.classNames ?? namesOfCodes }

  /// There are losses to be shown, or there will be.
  public var hasLosses: Bool { phase.isTraining || !history.isEmpty }

  /// The model was trained as restricted Boltzmann machines; nil where that is not known.
  var isBoltzmannMachine: Bool? { training.map { $0.pretraining != nil } }

  /// The page that shows such a model best.
  var home: Screen {
    guard let model = model?.configuration else { return .walk }
    let isMachine = model.isBoltzmannShaped && isBoltzmannMachine != false
    if isMachine || model.codeShape.pixels > 1 || model.latentCount > Self.mostSliders {
      return .images
    }
    return model.latentCount > 2 ? .code : .walk
  }

  /// Values of a code that are looked at one by one.
  private static let mostSliders = 64

  /// Epochs that a training step is; nil where that is not known.
  var epochsPerStep: Double? {
    guard let progress, progress.step > 0, progress.epoch > 0 else { return nil }
    return progress.epoch / Double(progress.step)
  }

  /// Values of a code; nil until that is known.
  var latentCount: Int? { map?.plane.latentCount ?? model?.configuration.latentCount }

  /// Whether codes follow a prior that may be sampled; false until the model is known.
  public var hasPrior: Bool { model?.configuration.isVariational ?? false }

  /// Whether the model has a posterior; taken for granted until it is known.
  var isVariational: Bool { model?.configuration.isVariational ?? true }
}
