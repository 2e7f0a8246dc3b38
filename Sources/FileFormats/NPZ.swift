/// The bytes of an npz archive, which `numpy.load` reads.
///
/// - Parameter arrays: arrays with their names, none of which two have.
package func npzBytes(of arrays: [(name: String, array: NPYArray)]) -> [UInt8] {
  var archive = ZipWriter()
  for (name, array) in arrays { archive.add("\(name).npy", array.fileBytes()) }
  return archive.fileBytes()
}
