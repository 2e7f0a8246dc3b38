public import ImageSets

extension RunFolder {
  /// A trainer that goes on from a checkpoint of this run.
  ///
  /// - Parameters:
  ///   - checkpoint: the run's last.
  ///   - training: the run's own configuration, or one for more epochs.
  ///   - images: those to train on, less what is held out.
  ///   - engine: where it is computed.
  /// - Throws: `RunFolderError.model` where the checkpoint is of another model.
  public func trainer(
    resuming checkpoint: Checkpoint, _ training: TrainingConfiguration, images: LabeledImages,
    on engine: Engine
  ) throws(RunFolderError) -> Trainer {
    guard checkpoint.model.configuration == configuration.model else {
      throw .model(path: checkpointPath, .otherModel)
    }
    let fresh = Trainer(training, of: configuration.model, images: images, on: engine)
    do {
      return try Trainer(resuming: checkpoint, training, model: fresh.model, images: images)
    } catch {
      throw .model(path: checkpointPath, error)
    }
  }
}
