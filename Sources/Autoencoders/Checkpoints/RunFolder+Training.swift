public import ImageSets

extension RunFolder {
  /// A run of `trainer` that keeps its log, its checkpoints and its model in this folder.
  ///
  /// - Parameters:
  ///   - trainer: the trainer to drive.
  ///   - log: the folder's `recorder(resumingAt:)`.
  ///   - test: images that are evaluated after each epoch.
  ///   - heldOut: training images that early stopping is judged by; may be none.
  ///   - observers: who else watches, after the log.
  ///   - secondsBetweenCheckpoints: seconds of training from one checkpoint to the next.
  public func run(
    of trainer: Trainer, log: MetricsRecorder, test: LabeledImages, heldOut: LabeledImages,
    observers: [any TrainingObserver] = [], secondsBetweenCheckpoints: Double = 10
  ) -> TrainingRun {
    func evaluator(_ images: LabeledImages) -> Evaluator {
      Evaluator(
        images: images, model: trainer.model.configuration, capacity: trainer.model.capacity)
    }
    return TrainingRun(
      trainer, evaluator: evaluator(test),
      validator: heldOut.count > 0 ? evaluator(heldOut) : nil, observers: [log] + observers,
      policies: [
        CheckpointPolicy(every: secondsBetweenCheckpoints, from: trainer.position.seconds)
      ],
      save: { try save(trainer) }, saveModel: { try saveModel(trainer) })
  }

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
    let fresh = Trainer(training, of: configuration.model, images: images, on: engine)
    do {
      return try Trainer(resuming: checkpoint, training, model: fresh.model, images: images)
    } catch {
      throw .model(path: checkpointPath, error)
    }
  }
}
