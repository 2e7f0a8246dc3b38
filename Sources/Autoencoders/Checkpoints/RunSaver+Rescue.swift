internal import FileFormats
internal import Foundation

/// Where a run's files are after its end.
public enum StorageOutcome: Sendable {
  /// In the run's folder, wherever that is by now.
  case saved(RunFolder)
  /// In another, for the run's own could not be written.
  case rescued(RunFolder, because: RunFolderError)

  /// The folder that holds the whole run.
  public var folder: RunFolder {
    switch self {
    case .saved(let folder), .rescued(let folder, _): folder
    }
  }

  /// Whether it is another folder than the run's own.
  public var isRescued: Bool { if case .rescued = self { true } else { false } }
}

extension RunSaver {
  /// Ends the keeping of a run: writes what is not written yet, and where that fails a copy of the whole run
  /// in a new folder.
  ///
  /// - Parameters:
  ///   - ending: how training ended; nil where an error ended it.
  ///   - rescue: the folder in which a new one may be created; nil for none.
  /// - Throws: `RunFolderError` where something is left that was written nowhere.
  public func finish(
    _ ending: TrainingEnding?, rescue: String?
  ) throws(RunFolderError) -> StorageOutcome {
    defer { writer.close() }
    let hasCheckpoint = ending.map { $0 != .aborted } ?? false
    do {
      try write(withCheckpoint: hasCheckpoint && isCheckpointDue)
      for stream in streams where !stream.isToBeReplaced { try stream.synchronize() }
      if pauses.hasFailed, !isCheckpointDue { tell(.recovered) }
      return .saved(
        RunFolder(
          path: writer.files.currentPath ?? writer.folder.path,
          configuration: writer.folder.configuration, fileSystem: writer.files.fileSystem))
    } catch {
      guard let rescue, hasCheckpoint else { throw error }
      return .rescued(try copy(to: rescue, because: error), because: error)
    }
  }

  private func copy(
    to folder: String, because reason: RunFolderError
  ) throws(RunFolderError) -> RunFolder {
    do {
      let copy = try RunWriter.create(
        Self.freePath(
          in: folder, named: URL(filePath: writer.folder.path).standardizedFileURL.lastPathComponent
        ),
        writer.folder.configuration, on: writer.files.fileSystem)
      defer { copy.close() }
      if trainer.position.best != nil {
        if let best {
          try copy.save(best)
        } else if let bytes = try? writer.files.contents(of: RunFolder.modelName) {
          try copy.write(bytes, to: RunFolder.modelName)
        }
      }
      if let sound { try copy.save(sound: sound) }
      try copy.save(trainer, line: recorder.line)
      try copy.write(log.salvage(), to: RunFolder.metricsName)
      if let events = eventRecorder?.events, let bytes = events.salvage() {
        try copy.write(bytes, to: events.name)
      }
      // Places that were kept, pictures: none of it is worth failing for.
      writer.files.copyFiles(lackingIn: copy.files)
      try history.write(to: copy.files)
      return copy.folder
    } catch {
      guard case .file(let first) = reason, case .file(let second) = error else { throw error }
      throw .notRescued(first, rescue: second)
    }
  }

  /// A path at which nothing is.
  private static func freePath(in folder: String, named name: String) -> String {
    var path = "\(folder)/\(name)"
    var number = 2
    while exists(path) {
      path = "\(folder)/\(name)-\(number)"
      number += 1
    }
    return path
  }
}
