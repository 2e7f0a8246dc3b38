/// The bytes of an npz archive, which `numpy.load` reads.
///
/// - Parameters:
///   - arrays: arrays with their names, none of which two have.
///   - isCompressed: whether they are deflated, as `numpy.savez_compressed` does.
/// - Throws: `ZipWriterError` where they do not fit an archive.
package func npzBytes(
  of arrays: [(name: String, array: NPYArray)], isCompressed: Bool = false
) throws(ZipWriterError) -> [UInt8] {
  var archive = ZipWriter()
  for (name, array) in arrays {
    try archive.add("\(name).npy", array.fileBytes(), isCompressed ? .deflated : .stored)
  }
  return try archive.fileBytes()
}
