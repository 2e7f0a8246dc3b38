internal import FileFormats
internal import Foundation

extension FileSystem {
  /// The text of the file at a path.
  func text(at path: String) throws(RunFolderError) -> String {
    do { return String(decoding: try contents(at: path), as: UTF8.self) } catch {
      throw .file(error)
    }
  }
}

/// Reads the tensors of the file at `path`, its head first.
func readTensors(
  _ path: String, on fileSystem: any FileSystem
) throws(RunFolderError) -> SafeTensors {
  do {
    return try SafeTensors(contentsOf: path, on: fileSystem)
  } catch let error as FileError {
    throw .file(error)
  } catch let error as SafeTensorsError {
    throw .safeTensors(path: path, error)
  } catch {
    throw .file(FileError(.read, path, code: EIO))
  }
}
