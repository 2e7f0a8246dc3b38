public import FileFormats

/// Fetches the files of published data sets into a folder, each from the first mirror that has it whole.
///
/// What has come of a file is kept beside it as `NAME.gz.partial`, and a later attempt goes on there. A file has its own
/// name once it is known to be the one that was published, never before.
public struct DatasetFetcher {
  private let folder: HeldFolder
  private let lock: FolderLock?
  private let stallSeconds: Int

  /// Takes the sole right to write a folder, which is created where it is not there.
  ///
  /// - Parameters:
  ///   - path: the path of the folder.
  ///   - stallSeconds: the seconds without a byte after which a mirror is given up.
  public init(folder path: String, stallSeconds: Int = 30) throws(FetchError) {
    try self.init(folder: path, stallSeconds: stallSeconds, on: LocalFileSystem())
  }

  package init(
    folder path: String, stallSeconds: Int, on fileSystem: any FileSystem
  ) throws(FetchError) {
    let attempt: FolderLock.Attempt
    do throws(FileError) {
      try createFolder(path)
      folder = try HeldFolder(path, on: fileSystem)
      attempt = try FolderLock.acquire(in: folder)
    } catch { throw .file(error) }
    switch attempt {
    case .held(let held): lock = held
    case .unsupported: lock = nil
    case .inUse(let holder): throw .inUse(folder: path, process: holder.process)
    }
    self.stallSeconds = stallSeconds
  }

  /// Fetches the files of a data set that the folder does not have.
  ///
  /// - Parameters:
  ///   - dataset: the data set.
  ///   - isWanted: false ends it within a second; what has come is kept.
  ///   - report: is told of what happens, while it happens.
  public func fetch(
    _ dataset: PublishedDataset, while isWanted: @escaping () -> Bool = { true },
    report: @escaping (FetchEvent) -> Void
  ) throws(FetchError) {
    for file in dataset.files {
      guard isWanted() else { throw .stopped(dataset: dataset.name) }
      if file.fault(in: folder.path) == nil {
        report(.present(file: file.name))
      } else {
        try fetch(file, of: dataset, isWanted, report)
      }
    }
  }

  private func fetch(
    _ file: PublishedFile, of dataset: PublishedDataset, _ isWanted: @escaping () -> Bool,
    _ report: @escaping (FetchEvent) -> Void
  ) throws(FetchError) {
    for mirror in dataset.mirrors {
      let address = "\(mirror)/\(file.name).gz"
      let download = FileDownload(
        file: file, address: address, folder: folder, stallSeconds: stallSeconds,
        isWanted: isWanted, report: report)
      guard let fault = try download.run() else { return report(.fetched(file: file.name)) }
      if fault == .transfer(.noLibrary) { throw .noLibrary }
      if fault == .transfer(.stopped) { throw .stopped(dataset: dataset.name) }
      report(.failed(address: address, fault))
    }
    throw .noMirrorLeft(file: file.name, dataset: dataset.name)
  }
}

/// Something that happens while a data set is fetched.
public enum FetchEvent: Equatable, Sendable {
  /// The file is there, and is the one that was published.
  case present(file: String)
  /// So many bytes of a file are there, of all of them where the server tells how many.
  case progress(file: String, bytes: Int, total: Int?)
  /// The connection to an address ended too early, and is made again from this byte on.
  case resumed(address: String, from: Int)
  /// What stands at an address is not had, and the next mirror is tried.
  case failed(address: String, MirrorFault)
  /// The file was fetched, and is the one that was published.
  case fetched(file: String)
}

/// Why a file is not had from a mirror.
public enum MirrorFault: Equatable, Sendable {
  /// The transfer did not come to its end.
  case transfer(TransferFault)
  /// The file is longer than the one that was published can be.
  case tooLong(limit: Int)
  /// What came is not the file that was published.
  case file(FileFault)
}

/// Why a data set cannot be fetched.
public enum FetchError: Error, Equatable {
  /// There is no libcurl on this machine.
  case noLibrary
  /// No mirror has the file.
  case noMirrorLeft(file: String, dataset: String)
  /// Whoever asked for it wanted no more.
  case stopped(dataset: String)
  /// Another process fetches into the folder.
  case inUse(folder: String, process: Int?)
  /// What came cannot be written.
  case file(FileError)
}
