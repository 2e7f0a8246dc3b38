internal import FileFormats
internal import Foundation

/// Reads a file of a run or a model, once it is known to be one with an end.
func readRunFile(_ path: String) throws(RunFolderError) -> [UInt8] {
  if let nature = natureOfWhatIsNoFile(at: path) { throw .notAFile(path: path, nature) }
  do { return try readRegularFile(path) } catch { throw .file(error) }
}

/// Reads the tensors of the file at `path`, its head first.
func readTensors(_ path: String) throws(RunFolderError) -> SafeTensors {
  if let nature = natureOfWhatIsNoFile(at: path) { throw .notAFile(path: path, nature) }
  do {
    return try SafeTensors(contentsOf: path)
  } catch let error as FileError {
    throw .file(error)
  } catch let error as SafeTensorsError {
    throw .safeTensors(path: path, error)
  } catch {
    throw .file(FileError(.read, path, code: EIO))
  }
}
