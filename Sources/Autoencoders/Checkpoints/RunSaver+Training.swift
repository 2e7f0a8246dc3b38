/// How the training of a run ended that is kept on disk.
public struct KeptTraining {
  /// How training ended.
  public let ending: TrainingEnding
  /// Where the run's files are.
  public let storage: StorageOutcome
  /// Why the run was given up; nil where it was not.
  public let divergence: DivergenceError?
  /// What is to be said about its files.
  public let notices: [RunNotice]
}

extension RunSaver {
  /// Trains a run, and leaves nothing in memory that was to be written.
  ///
  /// - Parameters:
  ///   - run: what `run(test:heldOut:observers:sound:secondsBetweenCheckpoints:)` gave.
  ///   - control: asks training to pause or end.
  ///   - rescue: the folder in which a copy may be created where the run's own cannot be written; nil for none.
  /// - Throws: `RunFolderError` where something is left that was written nowhere, or what ended training.
  public func train(
    _ run: TrainingRun, _ control: TrainingControl = TrainingControl(), rescue: String?
  ) throws -> KeptTraining {
    let ending: TrainingEnding
    var divergence: DivergenceError?
    do { ending = try run.run(control) } catch let error as DivergenceError {
      (ending, divergence) = (.diverged, error)
    } catch {
      // That error is the one to be told.
      _ = try? finish(nil, rescue: nil)
      throw error
    }
    let storage = try finish(ending, rescue: rescue)
    return KeptTraining(
      ending: ending, storage: storage, divergence: divergence, notices: notices(of: storage))
  }

  private func notices(of storage: StorageOutcome) -> [RunNotice] {
    var lost: [RunNotice] = []
    if lostLines > 0 { lost.append(.lost(lines: lostLines, log: storage.folder.metricsPath)) }
    if let name = eventRecorder?.events.name, lostEvents > 0 {
      lost.append(.lostEvents(lostEvents, file: "\(storage.folder.path)/\(name)"))
    }
    guard case .rescued(let folder, let error) = storage else { return lost }
    return lost + [.rescued(path: folder.path, because: error)]
  }
}
