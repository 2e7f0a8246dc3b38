/// Where IDX files are, and how they are called.
struct IDXPlace: Equatable {
  let folder: String
  let naming: IDXNaming
  /// Other data sets beside it.
  let others: [String]

  /// The data set at a path: that of a folder, the first where there are several, or the one of them that the path
  /// names, as in `gzip/emnist-digits`.
  init?(at path: String) {
    let found = IDXNaming.all.filter { $0.file(.trainImages, in: path) != nil }
    if let first = found.first {
      folder = path
      naming = first
      others = found.dropFirst().compactMap(\.name)
      return
    }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let (parent, name) = (String(path[..<slash]), String(path[path.index(after: slash)...]))
    guard let named = IDXNaming.all.first(where: { $0.name == name }),
      named.file(.trainImages, in: parent) != nil
    else { return nil }
    (folder, naming, others) = (parent, named, [])
  }
}
