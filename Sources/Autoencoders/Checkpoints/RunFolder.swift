public import FileFormats
internal import Foundation

/// Why a folder cannot hold or is not a run.
public enum RunFolderError: Error, Equatable {
  /// `path` already holds a run.
  case holdsRun(path: String)
  /// `path` already holds a run, which another process writes, or this one; as far as that is known.
  case holdsRunInUse(path: String, process: Int?, host: String?)
  /// `path` holds something else.
  case notEmpty(path: String)
  /// `path` holds no run.
  case noRun(path: String)
  /// A run without a model yet.
  case noModel(path: String)
  /// A run whose checkpoint is not there.
  case noCheckpoint(path: String)
  /// A run that kept no exact weights of an epoch, but of others.
  case noEpoch(path: String, epoch: Int, exact: [Int])
  /// A file or folder that the system would not read or write.
  case file(FileError)
  /// A file that should hold tensors and does not.
  case safeTensors(path: String, SafeTensorsError)
  /// A file whose tensors are no model of this program, or not the run's.
  case model(path: String, ModelFileError)
  /// A `config.json` that holds no configuration of a run.
  case configuration(path: String, MetadataError)
  /// A file or line of JSON besides that cannot be read or written.
  case metadata(path: String, MetadataError)
  /// A `config.json` that describes a model, but no training of it.
  case training(path: String, TrainingConfigurationError)
  /// A run that another process writes, or this one; which process and where, as far as that is known.
  case inUse(path: String, process: Int?, host: String?)
  /// What a run held in memory was written neither to its folder nor to another.
  case notRescued(FileError, rescue: FileError)
}

/// A folder that holds one training run: `config.json`, `metrics.jsonl`, `checkpoint.safetensors`
/// and `model.safetensors`, the model as it was last saved or, with early stopping, of the best epoch.
public struct RunFolder: Sendable {
  /// Where the folder is.
  public let path: String
  /// The contents of `config.json`.
  public let configuration: RunConfiguration
  /// The calls that it is read by.
  let fileSystem: any FileSystem

  /// The path of `model.safetensors`.
  public var modelPath: String { "\(path)/\(Self.modelName)" }
  /// The path of `checkpoint.safetensors`.
  public var checkpointPath: String { "\(path)/\(Self.checkpointName)" }
  /// The path of `checkpoint-sound.safetensors`, the state that the run goes back to when it diverges.
  public var soundPath: String { "\(path)/\(Self.soundName)" }
  /// The path of `metrics.jsonl`.
  public var metricsPath: String { "\(path)/\(Self.metricsName)" }

  static let configurationName = "config.json"
  static let metricsName = "metrics.jsonl"
  static let checkpointName = "checkpoint.safetensors"
  static let modelName = "model.safetensors"
  static let soundName = "checkpoint-sound.safetensors"

  private static func configurationPath(_ path: String) -> String { "\(path)/\(configurationName)" }

  /// Whether a run's `config.json` is at `path`.
  public static func isRun(_ path: String) -> Bool { exists(configurationPath(path)) }

  /// Checks that a run may be created at `path`, without writing. What a run left that was killed before its
  /// configuration was written is in nobody's way.
  public static func checkVacant(_ path: String) throws(RunFolderError) {
    if isRun(path) {
      guard let holder = FolderLock.holder(of: path) else { throw .holdsRun(path: path) }
      throw .holdsRunInUse(path: path, process: holder.process, host: holder.host)
    }
    guard exists(path) else { return }
    let contents: [String]
    do { contents = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw .file(FileError(.create, path, code: systemCode(of: error) ?? ENOTDIR))
    }
    let isVacant = contents.allSatisfy { $0 == FolderLock.name || HeldFolder.isTemporary($0) }
    guard isVacant else { throw .notEmpty(path: path) }
  }

  /// Opens the folder of an existing run, of this version or an earlier one.
  public static func open(_ path: String) throws(RunFolderError) -> RunFolder {
    try open(path, on: LocalFileSystem())
  }

  /// Likewise, with other calls to read by.
  package static func open(
    _ path: String, on fileSystem: any FileSystem
  ) throws(RunFolderError) -> RunFolder {
    guard isRun(path) else { throw .noRun(path: path) }
    let file = configurationPath(path)
    let text = try fileSystem.text(at: file)
    let configuration: RunConfiguration
    do { configuration = try RunConfiguration(document: text) } catch {
      throw .configuration(path: file, error)
    }
    do { try configuration.model.validate() } catch {
      throw .model(path: file, .invalidConfiguration(error))
    }
    do { try configuration.training.validate(for: configuration.model) } catch {
      throw .training(path: file, error)
    }
    return RunFolder(path: path, configuration: configuration, fileSystem: fileSystem)
  }

  /// Whether anything was saved; a run that was ended before may start from the beginning.
  public var hasSaved: Bool { exists(checkpointPath) || exists(modelPath) }

  /// The last checkpoint.
  public func checkpoint() throws(RunFolderError) -> Checkpoint {
    guard exists(checkpointPath) else { throw .noCheckpoint(path: path) }
    return try checkpoint(at: checkpointPath)
  }

  /// The state that the run goes back to when it diverges: the end of an epoch, or the run's beginning; nil where
  /// none was saved.
  public func soundCheckpoint() throws(RunFolderError) -> Checkpoint? {
    try exists(soundPath) ? checkpoint(at: soundPath) : nil
  }

  private func checkpoint(at path: String) throws(RunFolderError) -> Checkpoint {
    let file = try readTensors(path, on: fileSystem)
    do { return try Checkpoint(file) } catch { throw .model(path: path, error) }
  }

  /// Whether there is a model to walk.
  public var hasModel: Bool { exists(modelPath) }

  /// The model as it was last saved.
  public func model() throws(RunFolderError) -> ModelSnapshot {
    guard exists(modelPath) else { throw .noModel(path: path) }
    let file = try readTensors(modelPath, on: fileSystem)
    do { return try ModelSnapshot(file) } catch { throw .model(path: modelPath, error) }
  }

  /// Whether the model of a checkpoint should be there by itself too, and is not: it is the last one, or that of
  /// the best epoch.
  public func lacksModel(of checkpoint: Checkpoint) -> Bool {
    let position = checkpoint.position
    if let best = position.best, best.epoch != position.epoch || position.batch > 0 { return false }
    return (try? model().step) != checkpoint.model.step
  }

  /// The log of the run so far; empty where none was begun.
  public func metrics() throws(RunFolderError) -> MetricsLog {
    guard exists(metricsPath) else { return MetricsLog(parsing: "") }
    return MetricsLog(parsing: try fileSystem.text(at: metricsPath))
  }

  /// The log of the run up to a checkpoint.
  public func metrics(before checkpoint: Checkpoint) throws(RunFolderError) -> MetricsLog {
    try metrics().before(checkpoint)
  }
}

/// Writes tensors to the file at `path`; a reader sees either the old file or the whole new one.
func writeTensors(
  to path: String, _ tensors: () throws(ModelFileError) -> SafeTensors
) throws(RunFolderError) {
  let file: SafeTensors
  do { file = try tensors() } catch { throw .model(path: path, error) }
  do { try writeFile(file.fileBytes(), to: path) } catch { throw .file(error) }
}
