internal import Autoencoders

/// A run on disk, as a list shows it.
public struct RunListing: Equatable, Sendable {
  /// The folder's name, and its path.
  public var name: String
  /// The folder.
  public var path: String
  /// The preset it was trained by.
  public var preset: String
  /// The data set it was trained on.
  public var dataset: String
  /// Epochs done, and epochs in all.
  public var epoch: Double
  /// Epochs it was to have.
  public var epochs: Int
  /// The last test loss in nats per image; nil where none was logged.
  public var testLoss: Double?
  /// Bytes of all its files.
  public var bytes: Int
  /// Seconds since 1970 of its last change.
  public var modified: Double
  /// There is a model to be walked.
  public var hasModel: Bool

  /// A run on disk.
  public init(
    name: String, path: String, preset: String, dataset: String, epoch: Double, epochs: Int,
    testLoss: Double?, bytes: Int, modified: Double, hasModel: Bool
  ) {
    self.name = name
    self.path = path
    self.preset = preset
    self.dataset = dataset
    self.epoch = epoch
    self.epochs = epochs
    self.testLoss = testLoss
    self.bytes = bytes
    self.modified = modified
    self.hasModel = hasModel
  }
}

/// A run that is to be opened.
public enum RunRequest: Equatable, Sendable {
  /// Walk a finished run or a model file.
  case walk(path: String)
  /// Go on training a run, for so many epochs in all, or for as many as it was to have.
  case resume(path: String, epochs: Int?)
  /// Train a preset from its start.
  case train(preset: String)
}

/// The runs on a machine: found, opened, renamed and deleted by the program that the explorer is part of.
public protocol RunLibrary: Sendable {
  /// The runs, the one that changed last first.
  func runs() throws -> [RunListing]

  /// A session that opens or trains what is asked for, on a thread of its own, with the screen that it
  /// begins with.
  func open(_ request: RunRequest) throws -> (session: Session, snapshot: SessionSnapshot)

  /// Gives a run's folder another name.
  func rename(_ path: String, to name: String) throws

  /// Deletes a run with all of its files.
  func delete(_ path: String) throws

  /// The words for an error.
  func message(for error: any Error) -> String
}
