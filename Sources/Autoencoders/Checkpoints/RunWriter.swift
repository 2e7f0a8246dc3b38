package import FileFormats

/// The one writer of a run's folder: while it is open, no other process, nor this one, can have another. It
/// writes by the folder's descriptor, so that a folder that is renamed meanwhile goes on being written.
public final class RunWriter {
  /// The run, as it was when it was opened.
  public private(set) var folder: RunFolder
  /// Whether others are kept out; some file systems have no locks.
  public let isExclusive: Bool

  let files: HeldFolder
  private var lock: FolderLock?

  private init(
    _ path: String, on fileSystem: any FileSystem, _ folder: () throws(RunFolderError) -> RunFolder
  ) throws(RunFolderError) {
    do { files = try HeldFolder(path, on: fileSystem) } catch { throw .file(error) }
    lock = try RunFolder.lock(files)
    isExclusive = lock != nil
    files.removeTemporaryFiles()
    self.folder = try folder()
  }

  /// Creates the folder of a new run.
  ///
  /// - Parameters:
  ///   - path: a folder that is empty, or not there.
  ///   - configuration: the run's settings, which are written at once.
  public static func create(
    _ path: String, _ configuration: RunConfiguration
  ) throws(RunFolderError) -> RunWriter {
    try create(path, configuration, on: LocalFileSystem())
  }

  /// Likewise, with other calls to write by.
  package static func create(
    _ path: String, _ configuration: RunConfiguration, on fileSystem: any FileSystem
  ) throws(RunFolderError) -> RunWriter {
    try RunFolder.checkVacant(path)
    do { try createFolder(path) } catch { throw .file(error) }
    let writer = try RunWriter(path, on: fileSystem) { () throws(RunFolderError) in
      // Another may have been faster.
      try RunFolder.checkVacant(path)
      return RunFolder(path: path, configuration: configuration, fileSystem: fileSystem)
    }
    try writer.writeConfiguration(configuration)
    return writer
  }

  /// Opens the folder of a run that is to go on.
  ///
  /// - Throws: `RunFolderError.inUse` where it has a writer.
  public static func open(_ path: String) throws(RunFolderError) -> RunWriter {
    try open(path, on: LocalFileSystem())
  }

  /// Likewise, with other calls to write by.
  package static func open(
    _ path: String, on fileSystem: any FileSystem
  ) throws(RunFolderError) -> RunWriter {
    guard RunFolder.isRun(path) else { throw .noRun(path: path) }
    return try RunWriter(path, on: fileSystem) { () throws(RunFolderError) in
      try RunFolder.open(path, on: fileSystem)
    }
  }

  /// Lets others write the folder; to be called when all is written.
  public func close() { lock = nil }

  // MARK: Files

  /// Keeps other settings, as for more epochs or for data that was moved.
  public func configure(_ configuration: RunConfiguration) throws(RunFolderError) {
    guard configuration != folder.configuration else { return }
    try writeConfiguration(configuration)
    folder = RunFolder(
      path: folder.path, configuration: configuration, fileSystem: files.fileSystem)
  }

  private func writeConfiguration(_ configuration: RunConfiguration) throws(RunFolderError) {
    let name = RunFolder.configurationName
    let text: String
    do { text = try configuration.documentText() } catch {
      throw .metadata(path: files.place(name).path, error)
    }
    try write(Array("\(text)\n".utf8), to: name)
  }

  /// Saves the state of a trainer, and the model by itself unless that of a best epoch is kept.
  ///
  /// - Parameters:
  ///   - trainer: the trainer.
  ///   - line: the steps that are to be part of the log's next line.
  public func save(_ trainer: Trainer, line: StepLosses? = nil) throws(RunFolderError) {
    // Without it the folder would hold no run.
    if !files.hasFile(RunFolder.configurationName) { try writeConfiguration(folder.configuration) }
    let checkpoint = Checkpoint(of: trainer, line: line)
    try write(to: RunFolder.checkpointName, checkpoint.safeTensors)
    if trainer.position.best == nil { try save(checkpoint.model) }
  }

  /// Saves what the run goes back to when it diverges.
  public func save(sound checkpoint: Checkpoint) throws(RunFolderError) {
    try write(to: RunFolder.soundName, checkpoint.safeTensors)
  }

  /// Saves the model of a checkpoint by itself where a kill came between the two.
  public func completeModel(of checkpoint: Checkpoint) throws(RunFolderError) {
    if folder.lacksModel(of: checkpoint) { try save(checkpoint.model) }
  }

  /// Saves a model by itself.
  public func save(_ model: ModelSnapshot) throws(RunFolderError) {
    try write(to: RunFolder.modelName, model.safeTensors)
  }

  /// The run's log, to be gone on with. A resumed run first drops the lines that its checkpoint does not
  /// know; those it keeps stay as they are.
  func log(resumingAt checkpoint: Checkpoint?) throws(RunFolderError) -> RunLog {
    let kept = try checkpoint.map { checkpoint throws(RunFolderError) in
      try folder.metrics(before: checkpoint).text
    }
    let text = Array((kept ?? "").utf8)
    try write(text, to: RunFolder.metricsName)
    let lines = text.count { $0 == UInt8(ascii: "\n") }
    do {
      return RunLog(try GrowingFile(lines: RunFolder.metricsName, in: files), lines: lines)
    } catch {
      throw .file(error)
    }
  }

  /// Writes a file of the run's folder, or of one within it.
  package func write(
    _ bytes: [UInt8], to name: String, inSubfolder subfolder: String?
  ) throws(FileError) {
    let folder = if let subfolder { try files.subfolder(subfolder) } else { files }
    try folder.replace(name, with: bytes)
  }

  func write(_ bytes: [UInt8], to name: String) throws(RunFolderError) {
    do { try files.replace(name, with: bytes) } catch { throw .file(error) }
  }

  private func write(
    to name: String, _ tensors: () throws(ModelFileError) -> SafeTensors
  ) throws(RunFolderError) {
    let file: SafeTensors
    do { file = try tensors() } catch { throw .model(path: files.place(name).path, error) }
    try write(file.fileBytes(), to: name)
  }
}

extension RunFolder {
  /// Creates the folder of a run that is trained later.
  ///
  /// - Parameters:
  ///   - path: a folder that is empty, or not there.
  ///   - configuration: the run's settings, which are written at once.
  public static func create(
    _ path: String, _ configuration: RunConfiguration
  ) throws(RunFolderError) -> RunFolder {
    let writer = try RunWriter.create(path, configuration)
    defer { writer.close() }
    return writer.folder
  }
}
