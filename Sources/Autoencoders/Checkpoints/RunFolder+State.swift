internal import FileFormats
internal import Foundation

/// The little of a run that a list of runs shows.
public struct RunState: Equatable, Sendable {
  /// Epochs completed, by the last line of its log; zero where there is none.
  public let epoch: Double
  /// The last evaluation on test images that its log's end tells of.
  public let test: LossTerms?
  /// Bytes of all files in the folder, those of its history among them.
  public let bytes: Int
  /// How much of the run's past there is.
  public let history: HistorySize
  /// Seconds since 1970 of the last change of one of them.
  public let modified: Double
  /// A model was saved.
  public let hasModel: Bool
  /// The process that writes the run now; nil where none does, or where that cannot be found out.
  public let writer: Int?
}

extension RunFolder {
  /// Bytes of the log's end that are read: some hundred lines.
  private static let tail = 65_536

  /// Where the run stands, from the end of its log and from the sizes of its files.
  public func state() -> RunState {
    let lines = MetricsLog(parsing: endOfLog()).lines
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let attributes = files.compactMap {
      try? FileManager.default.attributesOfItem(atPath: "\(path)/\($0)")
    }.filter { $0[.type] as? FileAttributeType == .typeRegular }
    let history = historySize
    return RunState(
      epoch: lines.last?.epoch ?? 0, test: lines.last { $0.split == .test }?.loss,
      bytes: attributes.reduce(history.bytes) { $0 + (($1[.size] as? Int) ?? 0) },
      history: history,
      modified: attributes.compactMap { ($0[.modificationDate] as? Date)?.timeIntervalSince1970 }
        .max() ?? 0,
      hasModel: exists(modelPath), writer: FolderLock.holder(of: path)?.process)
  }

  /// The last lines of the log; empty where it cannot be read.
  private func endOfLog() -> String {
    guard let end = try? fileSystem.end(at: metricsPath, limit: Self.tail) else { return "" }
    let text = String(decoding: end.bytes, as: UTF8.self)
    // The first line read is whole only where the log was read from its start.
    return end.isWhole ? text : String(text.drop { $0 != "\n" }.dropFirst())
  }
}
