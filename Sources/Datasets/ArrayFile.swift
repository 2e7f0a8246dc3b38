internal import FileFormats

/// The arrays of a file that NumPy wrote: one of an npy file, or those of an npz archive by their names.
package struct ArrayFile {
  /// The arrays, in the order of the archive.
  package let arrays: [SourceArray]
  /// Their names; one that is empty for an npy file.
  let names: [String]

  /// Reads the file at `path`; members of an archive that are no arrays are left out.
  package init(_ path: String) throws(DatasetError) {
    let bytes = try DataFile(path).bytes()
    guard FileKind(beginning: bytes) == .zip else {
      (arrays, names) = ([try SourceArray(npy: bytes, file: path)], [""])
      return
    }
    let archive = try ArrayCollection(npz: bytes, path: path)
    let members = archive.names.compactMap { name in
      (try? archive.read(name)).map { (name, $0) }
    }
    (names, arrays) = (members.map(\.0), members.map(\.1))
  }

  /// The array of an archive by its name; nil where there is none.
  package func array(named name: String) -> SourceArray? {
    names.firstIndex(of: name).map { arrays[$0] }
  }
}
