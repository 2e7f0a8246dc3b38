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
  case file(FileError)
  case safeTensors(path: String, SafeTensorsError)
  case model(path: String, ModelFileError)
  case unreadable(path: String)
}

/// A folder that holds one training run: `config.json`, `metrics.jsonl`, `checkpoint.safetensors`
/// and `model.safetensors`, the model as it was last saved or, with early stopping, of the best epoch.
public struct RunFolder: Sendable {
  public let path: String
  public let configuration: RunConfiguration

  public var modelPath: String { "\(path)/model.safetensors" }
  public var checkpointPath: String { "\(path)/checkpoint.safetensors" }
  public var metricsPath: String { "\(path)/metrics.jsonl" }

  private static func configurationPath(_ path: String) -> String { "\(path)/config.json" }

  public static func isRun(_ path: String) -> Bool { exists(configurationPath(path)) }

  /// Checks that a run may be created at `path`, without writing.
  public static func checkVacant(_ path: String) throws(RunFolderError) {
    if isRun(path) { throw .holdsRun(path: path) }
    guard exists(path) else { return }
    let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard contents?.isEmpty ?? false else { throw .notEmpty(path: path) }
  }

  /// Creates the folder of a new run.
  public static func create(
    _ path: String, _ configuration: RunConfiguration
  ) throws(RunFolderError) -> RunFolder {
    try checkVacant(path)
    do {
      try createFolder(path)
      try writeFile(Array((jsonText(configuration) + "\n").utf8), to: configurationPath(path))
    } catch { throw .file(error) }
    return RunFolder(path: path, configuration: configuration)
  }

  /// The same run with its training configured anew, as for more epochs.
  public func configured(_ training: TrainingConfiguration) throws(RunFolderError) -> RunFolder {
    guard training != configuration.training else { return self }
    var configuration = configuration
    configuration.training = training
    do {
      try writeFile(
        Array((jsonText(configuration) + "\n").utf8), to: Self.configurationPath(path))
    } catch { throw .file(error) }
    return RunFolder(path: path, configuration: configuration)
  }

  /// Opens the folder of an existing run.
  public static func open(_ path: String) throws(RunFolderError) -> RunFolder {
    guard isRun(path) else { throw .noRun(path: path) }
    let bytes: [UInt8]
    do { bytes = try readFile(configurationPath(path)) } catch { throw .file(error) }
    guard
      let configuration: RunConfiguration = decodedJSON(String(decoding: bytes, as: UTF8.self)),
      (try? configuration.model.validate()) != nil,
      (try? configuration.training.validate(for: configuration.model)) != nil
    else { throw .unreadable(path: configurationPath(path)) }
    return RunFolder(path: path, configuration: configuration)
  }

  /// Saves the state of `trainer`, and the model by itself unless that of a best epoch is kept.
  public func save(_ trainer: Trainer) throws(RunFolderError) {
    do {
      try writeFile(Checkpoint(of: trainer).safeTensors().fileBytes(), to: checkpointPath)
    } catch {
      throw .file(error)
    }
    if trainer.position.best == nil { try saveModel(trainer) }
  }

  /// Saves the model of `trainer` by itself.
  public func saveModel(_ trainer: Trainer) throws(RunFolderError) {
    let snapshot = trainer.model.snapshot(step: trainer.position.step)
    do { try writeFile(snapshot.safeTensors().fileBytes(), to: modelPath) } catch {
      throw .file(error)
    }
  }

  /// Whether anything was saved; a run that was ended before may start from the beginning.
  public var hasSaved: Bool { exists(checkpointPath) || exists(modelPath) }

  /// The last checkpoint.
  public func checkpoint() throws(RunFolderError) -> Checkpoint {
    guard exists(checkpointPath) else { throw .noCheckpoint(path: path) }
    let file = try readTensors(checkpointPath)
    do { return try Checkpoint(file) } catch { throw .model(path: checkpointPath, error) }
  }

  /// The model as it was last saved.
  public func model() throws(RunFolderError) -> ModelSnapshot {
    guard exists(modelPath) else { throw .noModel(path: path) }
    return try readModel(modelPath)
  }

  /// The log of the run so far.
  public func metrics() -> [MetricsLine] {
    guard let bytes = try? readFile(metricsPath) else { return [] }
    return MetricsLine.parse(String(decoding: bytes, as: UTF8.self))
  }

  /// The log of the run up to `position`.
  public func metrics(before position: TrainingPosition) -> [MetricsLine] {
    metrics().filter { $0.isBefore(position) }
  }

  /// An observer that appends to the log. A resumed run first drops the lines that its checkpoint does
  /// not know.
  public func recorder(
    resumingAt position: TrainingPosition?
  ) throws(RunFolderError) -> MetricsRecorder {
    let kept = position.map { metrics(before: $0).map(\.text).joined() } ?? ""
    do { try writeFile(Array(kept.utf8), to: metricsPath) } catch { throw .file(error) }
    let log = FileHandle(forWritingAtPath: metricsPath)
    _ = try? log?.seekToEnd()
    return MetricsRecorder { lines in
      try? log?.write(contentsOf: Data(lines.map(\.text).joined().utf8))
    }
  }
}

/// Reads a model file of this program.
public func readModel(_ path: String) throws(RunFolderError) -> ModelSnapshot {
  let file = try readTensors(path)
  do { return try ModelSnapshot(file, ignoring: "optimizer.") } catch {
    throw .model(path: path, error)
  }
}

private func readTensors(_ path: String) throws(RunFolderError) -> SafeTensors {
  let bytes: [UInt8]
  do { bytes = try readFile(path) } catch { throw .file(error) }
  do { return try SafeTensors(parsing: bytes) } catch {
    throw .safeTensors(path: path, error)
  }
}
