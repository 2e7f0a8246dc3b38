internal import Autoencoders

/// What a run goes on from: its last checkpoint, or where that is damaged the end of its last sound epoch.
struct SavedState {
  let checkpoint: Checkpoint
  /// What is to be said about it; nil where all is well.
  let notice: String?
  private let soundState: Result<Checkpoint?, any Error>
  private let soundPath: String

  /// The state in the folder of a run that saved one.
  ///
  /// - Throws: `RunFolderError` where there is no whole one.
  init(_ folder: RunFolder) throws {
    let sound = Result<Checkpoint?, any Error> { try folder.soundCheckpoint() }
    (soundState, soundPath) = (sound, folder.soundPath)
    do {
      checkpoint = try folder.checkpoint()
      notice = nil
    } catch {
      guard let sound = try? sound.get() else { throw error }
      checkpoint = sound
      notice =
        "\(message(for: error)); the run goes on from the end of its last sound epoch, "
        + "\(sound.position.epoch)"
    }
  }

  /// What the run goes back to when it diverges, and what is to be said about it; nil where none was saved, and
  /// where it is of a time after the checkpoint, which training is to come to on its own.
  ///
  /// - Parameter check: throws where no trainer of the run could go on from it.
  func sound(
    _ check: (Checkpoint) throws -> Void
  ) -> (state: Checkpoint?, notice: String?) {
    do {
      guard let state = try soundState.get(), state.position.step <= checkpoint.position.step else {
        return (nil, nil)
      }
      try check(state)
      return (state, nil)
    } catch {
      let reason =
        if case RunFolderError.model(_, let error) = error {
          message(for: RunFolderError.model(path: soundPath, error))
        } else {
          message(for: error)
        }
      return (nil, "\(reason); should the run diverge, it goes back to where it is now")
    }
  }
}
