internal import FileFormats
internal import Foundation

/// How much of a run's past its folder holds.
public struct HistorySize: Equatable, Sendable {
  /// The epochs.
  public let epochs: Int
  /// Those of them whose weights are exact.
  public let exact: Int
  /// Bytes of their files.
  public let bytes: Int
}

extension RunFolder {
  private var historyPath: String { "\(path)/\(HistoryFile.folder)" }

  /// The files of the epochs that were kept, in their order.
  public var historyFiles: [HistoryFile] {
    HistoryFile.all(
      among: (try? FileManager.default.contentsOfDirectory(atPath: historyPath)) ?? [])
  }

  /// How much of the run's past there is.
  public var historySize: HistorySize {
    let files = historyFiles
    let bytes = files.reduce(0) { sum, file in
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: "\(historyPath)/\(file.name)")
      return sum + (attributes?[.size] as? Int ?? 0)
    }
    return HistorySize(
      epochs: Set(files.map(\.epoch)).count, exact: files.count(where: \.isExact), bytes: bytes)
  }

  /// How much was to be kept when the newest epoch was that says so; nil where there is none.
  var historyPlan: HistoryPlan? {
    historyFiles.reversed().lazy.compactMap { file in
      let metadata = try? SafeTensors.metadata(ofFileAt: "\(historyPath)/\(file.name)")
      return metadata?[MetadataKey.history].flatMap(HistoryPlan.init(word:))
    }.first
  }

  /// An epoch that was kept.
  public func record(_ file: HistoryFile) throws(RunFolderError) -> EpochRecord {
    let path = "\(historyPath)/\(file.name)"
    let tensors = try readTensors(path, on: fileSystem)
    let record: EpochRecord
    do { record = try EpochRecord(tensors) } catch { throw .model(path: path, error) }
    guard record.configuration == configuration.model else { throw .model(path: path, .otherModel) }
    guard record.epoch == file.epoch, record.precision == file.precision else {
      throw .model(
        path: path,
        .metadata(
          key: MetadataKey.epoch, .outOfRange(path: "", found: "\(record.epoch)")))
    }
    return record
  }

  /// The model as it was after an epoch, bit for bit.
  ///
  /// - Throws: `RunFolderError.noEpoch` where no exact weights of that epoch were kept.
  public func model(ofEpoch epoch: Int) throws(RunFolderError) -> ModelSnapshot {
    let exact = historyFiles.filter(\.isExact)
    if let file = exact.first(where: { $0.epoch == epoch }) { return try record(file).model }
    // The run's last state is kept whatever became of its past.
    let last = exists(checkpointPath) ? try checkpoint() : nil
    if let last, last.position.batch == 0, last.position.epoch == epoch { return last.model }
    let epochs =
      exact.map(\.epoch)
      + (last?.position.batch == 0 ? [last?.position.epoch] : [])
      .compactMap(\.self)
    throw .noEpoch(path: path, epoch: epoch, exact: Set(epochs).sorted())
  }

  /// The past of the run, as much of it as fits; what cannot be read is left out, and told.
  ///
  /// - Parameter limit: bytes of memory that it may take.
  public func history(
    within limit: Int
  ) -> (history: EpochHistory, faults: [RunFolderError]) {
    var history = EpochHistory(limit: limit)
    var faults: [RunFolderError] = []
    let newest = Dictionary(historyFiles.map { ($0.epoch, $0) }) { $1 }
    for file in newest.values.sorted(by: { $0.epoch < $1.epoch }) {
      do { history.add(try record(file)) } catch { faults.append(error) }
    }
    return (history, faults)
  }
}
