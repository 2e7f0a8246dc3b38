internal import FileFormats
internal import Foundation

/// A run's events for TensorBoard while they are written. They are taken at any time; what cannot be written stays in
/// memory.
final class RunEvents: RunStream {
  let file: GrowingFile
  /// Events that no checkpoint knows are dropped when the run goes on.
  let mostUnwritten = 1 << 20
  /// The file's name in the run's folder.
  let name: String
  /// Events that are in neither the file nor memory, being beyond `GrowingFile.limit`.
  private(set) var lostEvents = 0

  private init(_ name: String, in files: HeldFolder) throws(RunFolderError) {
    self.name = name
    do { file = try GrowingFile(name, in: files) } catch { throw .file(error) }
  }

  /// Takes an event that is to be written.
  func append(_ event: TensorBoardEvent) { if !file.append(event.record) { lostEvents += 1 } }

  func goBack(to position: TrainingPosition) throws(RunFolderError) {
    let all = try contents()
    file.replace(with: Array(all.prefix(Self.length(of: all, before: position, openSteps: 0))))
  }

  /// The whole file; nil where what was written cannot be read any more.
  func salvage() -> [UInt8]? { try? file.contents() }
}

extension RunEvents {
  private static let prefix = "events.out.tfevents."

  /// The events of a run that begins, or goes on; those that its checkpoint does not know are dropped.
  convenience init(
    _ writer: RunWriter, resumingAt checkpoint: Checkpoint?, wallTime: Double
  ) throws(RunFolderError) {
    let files = writer.files
    // A run that was ended before its first checkpoint begins anew, in the same file.
    let known = files.names(beginningWith: Self.prefix).max()
    let name = known ?? Self.newName(wallTime: wallTime)
    var kept: ArraySlice<UInt8> = []
    if let known, let checkpoint {
      let all: [UInt8]
      do { all = try files.contents(of: known) } catch { throw .file(error) }
      kept = all.prefix(
        Self.length(
          of: all, before: checkpoint.position, openSteps: checkpoint.line?.steps ?? 0))
    }
    let header = kept.isEmpty ? TensorBoardEvent.fileHeader(wallTime: wallTime) : []
    try writer.write(header + kept, to: name)
    try self.init(name, in: files)
  }

  /// The name that TensorBoard looks for, its parts being seconds, machine, process and number.
  private static func newName(wallTime: Double) -> String {
    let process = ProcessInfo.processInfo
    let host = process.hostName.filter { $0.isLetter || $0.isNumber || $0 == "-" }
    return
      "\(prefix)\(Int(wallTime)).\(host.isEmpty ? "localhost" : host).\(process.processIdentifier).0"
  }

  /// The bytes of a file's events that a run has written which stands at `position`. Those of its steps come as they
  /// were taken, so that what is not known any more is all at the end.
  private static func length(
    of bytes: [UInt8], before position: TrainingPosition, openSteps: Int
  ) -> Int {
    let wholeSteps = position.step - openSteps
    let known = TensorBoardEvent.marks(in: bytes).prefix { mark in
      let isOfSteps = mark.tags.allSatisfy(EventTag.isOfSteps)
      if isOfSteps { return mark.step <= wholeSteps }
      return mark.step < position.step || mark.step == position.step && position.batch == 0
    }
    return known.last?.end ?? 0
  }
}
