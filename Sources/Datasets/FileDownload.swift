internal import FileFormats

/// One file of a published data set on its way from one mirror.
struct FileDownload {
  let file: PublishedFile
  let address: String
  let folder: HeldFolder
  let stallSeconds: Int
  let isWanted: () -> Bool
  let report: (FetchEvent) -> Void

  /// How often a connection that was cut is made again, where each brought something.
  private static let reconnections = 5
  /// Bytes by which a compressed file may be longer than what it holds.
  private static let slack = 1 << 16

  private var partialName: String { "\(file.name).gz.partial" }
  private var partial: FilePlace { folder.place(partialName) }

  /// Bytes of the file that are there already.
  private var received: Int { (try? folder.fileSystem.open(partial, .read))?.size ?? 0 }

  /// Gets the file, goes on with what is there of it, and puts it in its place where it is the one that was published;
  /// returns what kept it from that, or nil.
  func run() throws(FetchError) -> MirrorFault? {
    var isContinued = received > 0
    var cuts = 0
    while true {
      let start = received
      switch try transfer(from: start) {
      case nil:
        let fault = try settle()
        // What was there before may be of another file.
        guard fault != nil, isContinued else { return fault }
        isContinued = false
      case .transfer(.noRanges)? where start > 0:
        try remove()
        isContinued = false
      case .transfer(.cut)? where received > start && cuts < Self.reconnections:
        cuts += 1
        report(.resumed(address: address, from: received))
      case .tooLong(let limit)?:
        try remove()
        return .tooLong(limit: limit)
      case let fault?: return fault
      }
    }
  }

  /// Appends what comes to what is there.
  private func transfer(from start: Int) throws(FetchError) -> MirrorFault? {
    let target = try opened(isNew: start == 0)
    let limit = file.size + Self.slack
    var (written, failure, isTooLong) = (start, FileError?.none, false)
    let transfer = HTTPTransfer(address: address, offset: start, stallSeconds: stallSeconds)
    let fault = transfer.run(while: isWanted) { bytes, total in
      guard written + bytes.count <= limit else {
        isTooLong = true
        return false
      }
      do throws(FileError) { try folder.fileSystem.writeAll(bytes, to: target) } catch {
        failure = error
        return false
      }
      written += bytes.count
      report(.progress(file: file.name, bytes: written, total: total.map { start + $0 }))
      return true
    }
    if let failure { throw .file(failure) }
    return isTooLong ? .tooLong(limit: limit) : fault.map(MirrorFault.transfer)
  }

  private func opened(isNew: Bool) throws(FetchError) -> OpenFile {
    do {
      if isNew { try? folder.fileSystem.remove(partial) }
      return try folder.fileSystem.open(partial, isNew ? .create : .append)
    } catch { throw .file(error) }
  }

  /// Gives a whole file its name; what is another is removed.
  private func settle() throws(FetchError) -> MirrorFault? {
    do {
      let received = try folder.fileSystem.open(partial, .read)
      if let fault = file.fault(of: try folder.fileSystem.contents(of: received)) {
        try folder.fileSystem.remove(partial)
        return .file(fault)
      }
      try folder.fileSystem.synchronize(received)
      try folder.fileSystem.rename(partial, to: "\(file.name).gz")
      try folder.fileSystem.synchronize(folder.folder)
      return nil
    } catch { throw .file(error) }
  }

  private func remove() throws(FetchError) {
    do { try folder.fileSystem.remove(partial) } catch { throw .file(error) }
  }
}
