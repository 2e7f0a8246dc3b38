/// Something about a run's files that a person should know of, and no reason to end the run.
public enum RunNotice: Equatable, Sendable {
  /// A crash ended the run before, of which this is the record.
  case crashed(path: String, record: String)
  /// The run goes on with other kernels.
  case otherKernels(path: String, before: String, now: String)
  /// The run goes on with the same data from another place.
  case otherSource(path: String, before: String, now: String)
  /// The run starts anew, for nothing was saved.
  case nothingSaved(path: String)
  /// The last checkpoint is of no use; the run goes on from the end of its last sound epoch.
  case wentToSound(because: RunFolderError, epoch: Int)
  /// The state to go back to in a divergence is of no use; the run would go back to where it is now.
  case noSoundState(because: RunFolderError)
  /// Lines of a log that could not be read.
  case damaged(lines: [Int], log: String)
  /// No other process can be kept from writing the run too.
  case notExclusive(path: String)
  /// The first thing that could not be written.
  case notWritten(RunFolderError)
  /// All that could not be written is.
  case writtenAgain(path: String)
  /// Lines of a log that could not be written and that there was no room to keep.
  case lost(lines: Int, log: String)
  /// Events for TensorBoard that could not be written and that there was no room to keep.
  case lostEvents(Int, file: String)
  /// The run's own folder could not be written at the end; `path` holds all of it.
  case rescued(path: String, because: RunFolderError)

  /// What is to be said of an event while the run at `path` is trained.
  public init(_ event: StorageEvent, path: String) {
    switch event {
    case .failed(let error): self = .notWritten(error)
    case .recovered: self = .writtenAgain(path: path)
    }
  }
}
