/// The bytes of an npz archive, which `numpy.load` reads.
///
/// - Parameter arrays: arrays with their names, none of which two have.
/// - Throws: `ZipWriterError` where they do not fit an archive.
package func npzBytes(
  of arrays: [(name: String, array: NPYArray)]
) throws(ZipWriterError) -> [UInt8] {
  var archive = ZipWriter()
  for (name, array) in arrays { try archive.add("\(name).npy", array.fileBytes()) }
  return try archive.fileBytes()
}
