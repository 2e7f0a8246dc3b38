public import ImageSets

/// What a run goes on from: its last checkpoint, or where that is damaged the end of its last sound epoch.
public struct SavedState {
  /// The state that training goes on from.
  public let checkpoint: Checkpoint
  /// What is to be said about it; nil where all is well.
  public let notice: RunNotice?
  private let folder: RunFolder
  private let soundState: Result<Checkpoint?, RunFolderError>

  /// The state in the folder of a run that saved one.
  ///
  /// - Throws: `RunFolderError` where there is no whole one.
  public init(_ folder: RunFolder) throws(RunFolderError) {
    self.folder = folder
    soundState = Result { () throws(RunFolderError) in try folder.soundCheckpoint() }
    do {
      checkpoint = try folder.checkpoint()
      notice = nil
    } catch {
      guard let sound = try? soundState.get() else { throw error }
      checkpoint = sound
      notice = .wentToSound(because: error, epoch: sound.position.epoch)
    }
  }

  /// A trainer that goes on from the state.
  ///
  /// - Parameters:
  ///   - training: the run's own configuration, or one for more epochs.
  ///   - images: those to train on, less what is held out.
  ///   - engine: where it is computed.
  /// - Throws: `RunFolderError.model` where the state is of another model.
  public func trainer(
    _ training: TrainingConfiguration, images: LabeledImages, on engine: Engine
  ) throws(RunFolderError) -> Trainer {
    try folder.trainer(resuming: checkpoint, training, images: images, on: engine)
  }

  /// What the run goes back to when it diverges, and what is to be said about it; nil where none was saved, where no
  /// trainer of the run could go on from it, and where it is of a time after the checkpoint, which training is to
  /// come to on its own.
  ///
  /// - Parameters:
  ///   - training: the run's own configuration, or one for more epochs.
  ///   - images: those to train on, less what is held out.
  ///   - engine: where it is computed.
  public func sound(
    _ training: TrainingConfiguration, images: LabeledImages, on engine: Engine
  ) -> (state: Checkpoint?, notice: RunNotice?) {
    do {
      guard let state = try soundState.get(), state.position.step <= checkpoint.position.step else {
        return (nil, nil)
      }
      _ = try folder.trainer(resuming: state, training, images: images, on: engine)
      return (state, nil)
    } catch .model(_, let error) {
      return (nil, .noSoundState(because: .model(path: folder.soundPath, error)))
    } catch {
      return (nil, .noSoundState(because: error))
    }
  }
}
