public import FileFormats
internal import Foundation

/// Why a folder cannot hold or is not a run.
public enum RunFolderError: Error, Equatable {
  /// `path` already holds a run.
  case holdsRun(path: String)
  /// `path` holds something else.
  case notEmpty(path: String)
  /// `path` holds no run.
  case noRun(path: String)
  /// A run without a model yet.
  case noModel(path: String)
  /// A run whose checkpoint is not there.
  case noCheckpoint(path: String)
  /// A file or folder that the system would not read or write.
  case file(FileError)
  /// A file that should hold tensors and does not.
  case safeTensors(path: String, SafeTensorsError)
  /// A file whose tensors are no model of this program, or not the run's.
  case model(path: String, ModelFileError)
  /// A `config.json` or a line of a log that cannot be read or written.
  case metadata(path: String, MetadataError)
  /// A `config.json` that describes a model, but no training of it.
  case training(path: String, TrainingConfigurationError)
}

/// A folder that holds one training run: `config.json`, `metrics.jsonl`, `checkpoint.safetensors`
/// and `model.safetensors`, the model as it was last saved or, with early stopping, of the best epoch.
public struct RunFolder: Sendable {
  /// Where the folder is.
  public let path: String
  /// The contents of `config.json`.
  public let configuration: RunConfiguration

  /// The path of `model.safetensors`.
  public var modelPath: String { "\(path)/model.safetensors" }
  /// The path of `checkpoint.safetensors`.
  public var checkpointPath: String { "\(path)/checkpoint.safetensors" }
  /// The path of `metrics.jsonl`.
  public var metricsPath: String { "\(path)/metrics.jsonl" }

  private static func configurationPath(_ path: String) -> String { "\(path)/config.json" }

  /// Whether a run's `config.json` is at `path`.
  public static func isRun(_ path: String) -> Bool { exists(configurationPath(path)) }

  /// Checks that a run may be created at `path`, without writing.
  public static func checkVacant(_ path: String) throws(RunFolderError) {
    if isRun(path) { throw .holdsRun(path: path) }
    guard exists(path) else { return }
    let contents: [String]
    do { contents = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw .file(FileError(.create, path, code: systemCode(of: error) ?? ENOTDIR))
    }
    guard contents.isEmpty else { throw .notEmpty(path: path) }
  }

  /// Creates the folder of a new run.
  public static func create(
    _ path: String, _ configuration: RunConfiguration
  ) throws(RunFolderError) -> RunFolder {
    try checkVacant(path)
    do { try createFolder(path) } catch { throw .file(error) }
    let folder = RunFolder(path: path, configuration: configuration)
    try folder.writeConfiguration()
    return folder
  }

  private func writeConfiguration() throws(RunFolderError) {
    let path = Self.configurationPath(path)
    let text: String
    do { text = try configuration.documentText() } catch { throw .metadata(path: path, error) }
    do { try writeFile(Array("\(text)\n".utf8), to: path) } catch { throw .file(error) }
  }

  /// The same run configured anew, as for more epochs or for data that was moved.
  public func configured(_ configuration: RunConfiguration) throws(RunFolderError) -> RunFolder {
    guard configuration != self.configuration else { return self }
    let folder = RunFolder(path: path, configuration: configuration)
    try folder.writeConfiguration()
    return folder
  }

  /// Opens the folder of an existing run, of this version or an earlier one.
  public static func open(_ path: String) throws(RunFolderError) -> RunFolder {
    guard isRun(path) else { throw .noRun(path: path) }
    let file = configurationPath(path)
    let bytes: [UInt8]
    do { bytes = try readFile(file) } catch { throw .file(error) }
    let configuration: RunConfiguration
    do {
      configuration = try RunConfiguration(document: String(decoding: bytes, as: UTF8.self))
    } catch { throw .metadata(path: file, error) }
    do { try configuration.model.validate() } catch {
      throw .model(path: file, .invalidConfiguration(error))
    }
    do { try configuration.training.validate(for: configuration.model) } catch {
      throw .training(path: file, error)
    }
    return RunFolder(path: path, configuration: configuration)
  }

  /// Saves the state of `trainer`, and the model by itself unless that of a best epoch is kept.
  public func save(_ trainer: Trainer) throws(RunFolderError) {
    try writeTensors(to: checkpointPath) { () throws(ModelFileError) in
      try Checkpoint(of: trainer).safeTensors()
    }
    if trainer.position.best == nil { try saveModel(trainer) }
  }

  /// Saves the model of `trainer` by itself.
  public func saveModel(_ trainer: Trainer) throws(RunFolderError) {
    try trainer.model.snapshot(step: trainer.position.step).write(to: modelPath)
  }

  /// Whether anything was saved; a run that was ended before may start from the beginning.
  public var hasSaved: Bool { exists(checkpointPath) || exists(modelPath) }

  /// The last checkpoint.
  public func checkpoint() throws(RunFolderError) -> Checkpoint {
    guard exists(checkpointPath) else { throw .noCheckpoint(path: path) }
    let file = try readTensors(checkpointPath)
    do { return try Checkpoint(file) } catch { throw .model(path: checkpointPath, error) }
  }

  /// Whether there is a model to walk.
  public var hasModel: Bool { exists(modelPath) }

  /// The model as it was last saved.
  public func model() throws(RunFolderError) -> ModelSnapshot {
    guard exists(modelPath) else { throw .noModel(path: path) }
    return try ModelSnapshot(contentsOf: modelPath)
  }

  /// The log of the run so far; empty where none was begun.
  public func metrics() throws(RunFolderError) -> MetricsLog {
    guard exists(metricsPath) else { return MetricsLog(parsing: "") }
    do {
      return MetricsLog(parsing: String(decoding: try readFile(metricsPath), as: UTF8.self))
    } catch { throw .file(error) }
  }

  /// The log of the run up to `position`.
  public func metrics(before position: TrainingPosition) throws(RunFolderError) -> MetricsLog {
    try metrics().before(position)
  }

  /// An observer that appends to the log. A resumed run first drops the lines that its checkpoint does
  /// not know; those it keeps stay as they are.
  public func recorder(
    resumingAt position: TrainingPosition?
  ) throws(RunFolderError) -> MetricsRecorder {
    let kept = try position.map { position throws(RunFolderError) in
      try metrics(before: position).text
    }
    let file: LineFile
    do {
      try writeFile(Array((kept ?? "").utf8), to: metricsPath)
      file = try LineFile(metricsPath)
    } catch { throw .file(error) }
    return MetricsRecorder { line throws(RunFolderError) in try append(line, to: file) }
  }

  private func append(_ line: MetricsLine, to file: LineFile) throws(RunFolderError) {
    let text: String
    do { text = try line.text() } catch { throw .metadata(path: metricsPath, error) }
    do { try file.append([text]) } catch { throw .file(error) }
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

/// Reads the tensors of the file at `path`.
func readTensors(_ path: String) throws(RunFolderError) -> SafeTensors {
  let bytes: [UInt8]
  do { bytes = try readFile(path) } catch { throw .file(error) }
  do { return try SafeTensors(parsing: bytes) } catch {
    throw .safeTensors(path: path, error)
  }
}
