internal import Autoencoders

/// What a run goes on from: its last checkpoint, or where that is damaged the end of its last sound epoch.
struct SavedState {
  let checkpoint: Checkpoint
  /// What it goes back to when it diverges; nil where none was saved.
  let sound: Checkpoint?
  /// What is to be said about it; nil where all is well.
  let notice: String?

  /// The state in the folder of a run that saved one.
  ///
  /// - Throws: `RunFolderError` where there is no whole one.
  init(_ folder: RunFolder) throws {
    sound = try? folder.soundCheckpoint()
    do {
      checkpoint = try folder.checkpoint()
      notice = nil
    } catch {
      guard let sound else { throw error }
      checkpoint = sound
      notice =
        "\(message(for: error)); the run goes on from the end of its last sound epoch, "
        + "\(sound.position.epoch)"
    }
  }
}
