internal import FileFormats

/// A file of a run that grows while the run trains: its log, its events.
protocol RunStream: AnyObject {
  /// The file.
  var file: GrowingFile { get }

  /// Bytes that may wait in memory for the next checkpoint.
  var mostUnwritten: Int { get }

  /// Takes back what a run wrote after `position`, to which it goes back. The file follows with the next write,
  /// which is to come after the checkpoint of `position`: until then a run that is killed goes on where it was.
  func goBack(to position: TrainingPosition) throws(RunFolderError)
}

extension RunStream {
  /// Whether there is so much in memory that it is to be written before the next checkpoint.
  var isDue: Bool { !isToBeReplaced && file.unwrittenCount > mostUnwritten }

  /// Whether the next write replaces what is in the file, for the run went back.
  var isToBeReplaced: Bool { file.isToBeReplaced }

  /// Writes what is not written yet.
  func write() throws(RunFolderError) {
    do { try file.write() } catch { throw .file(error) }
  }

  /// Returns when all of it outlives a loss of power.
  func synchronize() throws(RunFolderError) {
    do { try file.synchronize() } catch { throw .file(error) }
  }

  /// All of it, written or not.
  func contents() throws(RunFolderError) -> [UInt8] {
    do { return try file.contents() } catch { throw .file(error) }
  }
}
