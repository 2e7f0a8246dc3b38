internal import FileFormats

/// A form in which data sets are kept on disk. A new one is a value in a file of its own and a place
/// in `all`.
struct DatasetFormat: Sendable {
  /// Whether a data set of this form seems to be at a path.
  let isAt: @Sendable (_ path: String) -> Bool
  /// Reads the data set at a path and calls it `name`.
  let read:
    @Sendable (_ path: String, _ name: String, DatasetReading) throws(DatasetError) -> Dataset

  /// Those that are tried, in order.
  static let all: [DatasetFormat] = [
    .npyFolder, .idxFolder, .kuzushijiFolder, .pictureFolder, .tableFolder, .singleFile,
  ]

  /// The form of what stands at `path`.
  static func of(_ path: String) -> DatasetFormat? { all.first { $0.isAt(path) } }
}
