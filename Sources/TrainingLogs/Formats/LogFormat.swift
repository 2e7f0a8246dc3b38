package import FileFormats
internal import Foundation

/// A format of training logs: how a log is told by its first bytes, what of the file system is one log, and who reads it.
public struct LogFormat: Sendable {
  /// What a person calls it.
  public let name: String
  /// Whether a file with this beginning belongs to such a log.
  let isTold: @Sendable (FileBeginning) -> Bool
  /// The path that a log with such a file is read at: the file's own, or that of a folder whose files are one log.
  let place: @Sendable (_ path: String) -> String
  /// A reader of the log at a path whose series may have so many buckets together.
  package let open: @Sendable (_ path: String, _ budget: Int, any FileSystem) -> any LogReader
  /// Whether a log at a path says again what another one there says, which is read in its stead.
  let isCopy: @Sendable (_ path: String, any FileSystem) -> Bool

  private init(
    _ name: String, isTold: @escaping @Sendable (FileBeginning) -> Bool,
    place: @escaping @Sendable (String) -> String = { $0 },
    open: @escaping @Sendable (String, Int, any FileSystem) -> any LogReader,
    isCopy: @escaping @Sendable (String, any FileSystem) -> Bool = { _, _ in false }
  ) {
    (self.name, self.isTold, self.place, self.open) = (name, isTold, place, open)
    self.isCopy = isCopy
  }

  /// All of them, in the order in which they are tried. To add one is to add a row and its reader.
  public static let all: [LogFormat] = [
    LogFormat(
      "latentwalk", isTold: MetricsReader.isMetrics, place: folder,
      open: { MetricsReader($0, budget: $1, on: $2) }),
    LogFormat(
      "tfevents", isTold: EventReader.isEvents, place: eventFolder,
      open: { EventReader($0, budget: $1, on: $2) }, isCopy: MetricsReader.isRun),
    LogFormat(
      "wandb", isTold: WandbReader.isLog, open: { WandbReader($0, budget: $1, on: $2) }),
    LogFormat(
      "trackio", isTold: StoreReader<TrackioLayout>.isStore,
      open: { StoreReader<TrackioLayout>($0, budget: $1, on: $2) }),
    LogFormat(
      "mlflow", isTold: StoreReader<MLflowLayout>.isStore,
      open: { StoreReader<MLflowLayout>($0, budget: $1, on: $2) }),
    LogFormat(
      "transformers", isTold: TrainerStateReader.isState, place: TrainerStateReader.place,
      open: { TrainerStateReader($0, budget: $1, on: $2) }),
    LogFormat(
      "jsonl", isTold: JSONLinesReader.isLog, open: { JSONLinesReader($0, budget: $1, on: $2) }),
    LogFormat("csv", isTold: TableReader.isLog, open: { TableReader($0, budget: $1, on: $2) }),
  ]

  /// The format of a file; nil where it is no log.
  static func of(_ file: FileBeginning) -> LogFormat? {
    file.bytes.isEmpty ? nil : all.first { $0.isTold(file) }
  }

  @Sendable private static func folder(of path: String) -> String {
    let folder = parentFolder(of: path)
    return folder.isEmpty ? "." : folder
  }

  /// Above the folders in which Keras has the events of training and of validation.
  @Sendable private static func eventFolder(of path: String) -> String {
    let own = folder(of: path)
    let isSplit = EventReader.splits.contains((own as NSString).lastPathComponent)
    return isSplit ? folder(of: own) : own
  }
}
