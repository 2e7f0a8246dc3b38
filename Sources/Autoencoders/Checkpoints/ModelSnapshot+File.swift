internal import FileFormats

extension ModelSnapshot {
  /// Writes the model to the file at `path`, a safetensors file whose tensors are named and laid out as in
  /// PyTorch's `state_dict`; a reader sees either the old file or the whole new one.
  public func write(to path: String) throws(RunFolderError) {
    try writeTensors(to: path, safeTensors)
  }

  /// Reads a model that `write(to:)` wrote, or the checkpoint of a run.
  public init(contentsOf path: String) throws(RunFolderError) {
    let file = try readTensors(path, on: LocalFileSystem())
    do { self = try ModelSnapshot(file) } catch { throw .model(path: path, error) }
  }
}
