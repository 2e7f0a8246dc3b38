internal import FileFormats
internal import Foundation

/// Two tables of a folder, as Kaggle has them: `train.csv` and `test.csv`, or others whose names differ in that word
/// alone, each plain or with `.gz`.
struct TablePair: Equatable {
  let train: String
  let test: String

  /// The pairs of a folder, in the order of their names.
  static func all(in folder: String) -> [TablePair] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let tables = names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") }.sorted()
    return tables.compactMap { name in
      let counterpart = name.replacing("train", with: "test")
      guard counterpart != name, tables.contains(counterpart) else { return nil }
      return TablePair(train: "\(folder)/\(name)", test: "\(folder)/\(counterpart)")
    }
  }
}

extension DatasetFormat {
  /// A folder of a table to train on and one to test on.
  static let tableFolder = DatasetFormat(
    isAt: { !TablePair.all(in: $0).isEmpty },
    read: { folder, name, reading throws(DatasetError) in
      if reading.members != nil { throw .membersOfNoArchive(path: folder) }
      let pairs = TablePair.all(in: folder)
      guard let pair = pairs.first else { throw .noImages(folder: folder) }
      guard pairs.count == 1 else {
        throw .severalTables(folder: folder, files: pairs.map(\.train))
      }
      return try Dataset(
        DatasetSource(
          name: name, origin: .folder(folder), train: table(pair.train), test: table(pair.test)),
        reading)
    })

  private static func table(_ path: String) throws(DatasetError) -> ImageTable {
    var bytes = try DataFile(path).bytes()
    if FileKind(beginning: bytes) == .gzip {
      do { bytes = try inflate(bytes, .gzip) } catch { throw .compressed(file: path, error) }
    }
    return try ImageTable(bytes, file: path)
  }
}
