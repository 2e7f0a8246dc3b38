internal import Autoencoders
internal import Foundation

/// A run on disk, as a list shows it.
public struct RunListing: Equatable, Sendable {
  /// The folder's name.
  public var name: String
  /// The folder.
  public private(set) var path: String
  /// Its whole path, by which open runs are known.
  private(set) var wholePath: String
  /// The preset it was trained by.
  public var preset: String
  /// The data set it was trained on.
  public var dataset: String
  /// Epochs done.
  public var epoch: Double
  /// Epochs it was to have.
  public var epochs: Int
  /// The last loss on test images by its name, in nats per image; nil where none was logged.
  public var test: String?
  /// Bytes of all its files.
  public var bytes: Int
  /// When it changed last, in local time.
  public var changed: String
  /// There is a model to be walked.
  public var hasModel: Bool
  /// The process that trains it now; nil where none does.
  public var writer: Int?
  /// Settings and results by name, for the comparison of two runs.
  public var facts: [Fact]
  /// What tells it from the other runs of its sweep; nil where it is of none.
  public var setting: String?
  /// It is a task of its sweep's plan.
  public var isTask: Bool

  /// A setting or a result.
  public struct Fact: Equatable, Sendable {
    /// What it is.
    public var name: String
    /// Its value, with its unit.
    public var value: String

    /// A setting or a result.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A run on disk.
  public init(
    name: String, path: String, preset: String, dataset: String, epoch: Double, epochs: Int,
    test: String?, bytes: Int, changed: String, hasModel: Bool, writer: Int? = nil,
    facts: [Fact] = [], setting: String? = nil, isTask: Bool = false
  ) {
    self.name = name
    self.path = path
    wholePath = standardized(path)
    self.preset = preset
    self.dataset = dataset
    self.epoch = epoch
    self.epochs = epochs
    self.test = test
    self.bytes = bytes
    self.changed = changed
    self.hasModel = hasModel
    self.writer = writer
    self.facts = facts
    self.setting = setting
    self.isTask = isTask
  }

  /// The same run in another folder.
  func moved(to path: String) -> RunListing {
    var run = self
    (run.path, run.wholePath) = (path, standardized(path))
    run.name = (path as NSString).lastPathComponent
    return run
  }
}

/// A path from the root on, without detours.
func standardized(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

/// Runs on disk, and the folder they are in.
public struct RunList: Equatable, Sendable {
  /// The folder.
  public var place: String
  /// Runs and sweeps, the one that changed last first.
  public var entries: [Entry]

  /// A run, or a sweep with its runs.
  public enum Entry: Equatable, Sendable {
    /// A run by itself.
    case run(RunListing)
    /// The runs of a plan.
    case sweep(SweepListing)
  }

  /// Runs and sweeps in a folder.
  public init(place: String, entries: [Entry]) {
    self.place = place
    self.entries = entries
  }

  /// Runs in a folder.
  public init(place: String, runs: [RunListing]) {
    self.init(place: place, entries: runs.map(Entry.run))
  }

  /// All runs, those of sweeps among them.
  public var runs: [RunListing] {
    entries.flatMap { entry in
      switch entry {
      case .run(let run): [run]
      case .sweep(let sweep): sweep.runs
      }
    }
  }

  /// Puts others in the places of runs, or none.
  mutating func changeRuns(_ change: (RunListing) -> RunListing?) {
    entries = entries.compactMap { entry in
      switch entry {
      case .run(let run): return change(run).map(Entry.run)
      case .sweep(var sweep):
        sweep.runs = sweep.runs.compactMap(change)
        return .sweep(sweep)
      }
    }
  }

  /// The sweeps.
  public var sweeps: [SweepListing] {
    entries.compactMap { entry in
      if case .sweep(let sweep) = entry { sweep } else { nil }
    }
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
  /// Train a preset from its start on a data set of this name.
  case trainOn(preset: String, dataset: String)
}

/// The runs on a machine: found, opened, renamed and deleted by the program that the explorer is part of.
public protocol RunLibrary: Sendable {
  /// The runs.
  func runs() throws -> RunList

  /// A session that opens or trains what is asked for, on a thread of its own, with the screen that it
  /// begins with.
  func open(_ request: RunRequest) throws -> (session: Session, snapshot: SessionSnapshot)

  /// Gives a run's folder another name, and returns its new path.
  func rename(_ path: String, to name: String) throws -> String

  /// Deletes a run with all of its files.
  func delete(_ path: String) throws

  /// Keeps bookmarks in a run's folder.
  func keep(_ bookmarks: Bookmarks, in path: String) throws

  /// Writes an image to a file, in the form that its name's ending asks for.
  func save(_ image: SavedImage, to path: String) throws

  /// The words for an error.
  func message(for error: any Error) -> String
}
