internal import FileFormats

/// The arrays of a file that NumPy wrote: one of an npy file, or those of an npz archive by their names.
package struct ArrayFile {
  /// The arrays, in the order of the archive.
  package let arrays: [SourceArray]
  private let names: [String]

  /// Reads the file at `path`; members of an archive that are no arrays are left out.
  package init(_ path: String) throws(DatasetError) {
    let bytes = try DataFile(path).bytes()
    guard FileKind(beginning: bytes) == .zip else {
      (arrays, names) = ([try SourceArray(npy: bytes, file: path)], [""])
      return
    }
    var (arrays, names): ([SourceArray], [String]) = ([], [])
    do throws(ZipError) {
      let archive = try ZipArchive(parsing: bytes)
      for member in archive.memberNames where member.hasSuffix(".npy") {
        let name = String(member.dropLast(".npy".count))
        let file = "\(path): \(name)"
        let bytes = try archive.member(named: member)
        guard let array = try? SourceArray(npy: bytes, file: file) else { continue }
        arrays.append(array)
        names.append(name)
      }
    } catch { throw .array(file: path, .zip(error)) }
    (self.arrays, self.names) = (arrays, names)
  }

  /// The array of an archive by its name; nil where there is none.
  package func array(named name: String) -> SourceArray? {
    names.firstIndex(of: name).map { arrays[$0] }
  }
}
