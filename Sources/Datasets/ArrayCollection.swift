internal import FileFormats

/// Arrays by their names: the members of an npz archive, or the npy files of a folder.
struct ArrayCollection {
  let origin: Dataset.Origin
  /// The names there are, without `.npy`.
  let names: [String]
  /// Reads the array of a name that there is.
  let read: (String) throws(DatasetError) -> SourceArray
  /// The error where there is none of a name.
  let missing: (String) -> DatasetError

  /// The members of an archive.
  init(npz file: [UInt8], path: String) throws(DatasetError) {
    let archive: ZipArchive
    do { archive = try ZipArchive(parsing: file) } catch {
      throw .array(file: path, .zip(error))
    }
    origin = .archive(path)
    names = archive.memberNames.map { $0.hasSuffix(".npy") ? String($0.dropLast(4)) : $0 }
    read = { name throws(DatasetError) in
      let source = "\(path): \(name)"
      let bytes: [UInt8]
      do throws(ZipError) { bytes = try archive.member(named: "\(name).npy") } catch {
        throw .array(file: source, .zip(error))
      }
      return try SourceArray(npy: bytes, file: source)
    }
    missing = { .noMember($0, file: path, members: archive.memberNames) }
  }

  /// Those of the files of a folder whose names are given.
  init(npyFolder folder: String, names: [String]) {
    func path(_ name: String) -> String { "\(folder)/\(name).npy" }
    origin = .folder(folder)
    self.names = names.filter { exists(path($0)) }
    read = { name throws(DatasetError) in
      try SourceArray(npy: DataFile(path(name)).bytes(), file: path(name))
    }
    missing = { .file(.missing(path($0))) }
  }

  /// The data set that the arrays of a choice make up.
  func source(named name: String, _ choice: ArrayChoice) -> DatasetSource {
    DatasetSource(
      name: name, origin: origin,
      read: { part throws(DatasetError) in
        guard let array = choice.names[part], names.contains(array) else { return nil }
        return try read(array)
      }, missing: { missing(choice.names[$0] ?? ArrayChoice.keras.names[$0] ?? "") })
  }

  /// The arrays that a person named, else those with Keras' names, else those of the right shapes.
  func choice(_ members: ArchiveMembers?) throws(DatasetError) -> ArrayChoice {
    if let members {
      for name in [members.images, members.labels].compactMap(\.self) where !names.contains(name) {
        throw missing(name)
      }
      return ArrayChoice(members, among: names)
    }
    guard !names.contains("x_train") else { return .keras }
    var arrays: [(String, SourceArray)] = []
    for name in names {
      // What is no array at all is no part of the data.
      guard let array = try? read(name) else { continue }
      arrays.append((name, array))
    }
    guard let choice = ArrayChoice(arrays) else { throw missing("x_train") }
    return choice
  }
}
