internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import Foundation

/// Shows a run that another process trains, as it goes on: the newest model that it saved, the codes that this gives,
/// and the log.
struct RunFollower {
  private let folder: RunFolder
  private let finder: CodeFinder

  /// Seconds between looks at the run's files.
  private static let interval = 1.0
  /// The next look comes after as many times as long as one took, so that training loses little by it.
  private static let patience = 20.0

  /// Follows the run in `folder`, whose codes `finder` finds.
  init(_ folder: RunFolder, _ finder: CodeFinder) { (self.folder, self.finder) = (folder, finder) }

  /// Publishes each newer state until the run is trained no more, which its last one tells, or until the session is to
  /// end. Where the run's files cannot be read any more, the last state says so.
  func follow(_ session: Session, from first: SessionSnapshot) {
    var shown = first
    // What was saved since `first` was read is told by no date: the first look reads anew.
    var seen: [Date?]?
    var pause = Self.interval
    while shown.ending == .goesOn, session.control.goesOn(after: pause) {
      guard changes != seen || !folder.isTrainedElsewhere else { continue }
      let start = ContinuousClock.now
      seen = changes
      do {
        var newest = finder.snapshot(of: try StoredModel(path: folder.path))
        newest.epochs = shown.epochs
        shown = finder.evaluated(newest)
      } catch {
        shown.ending = .interrupted
        shown.warning = message(for: error)
      }
      session.publish(shown)
      pause = max(Self.interval, Self.patience * ((ContinuousClock.now - start) / .seconds(1)))
    }
  }

  /// When the model and the log were written last.
  private var changes: [Date?] {
    [folder.modelPath, folder.metricsPath].map { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return attributes?[.modificationDate] as? Date
    }
  }
}

extension RunFolder {
  /// Whether a process writes the run now.
  var isTrainedElsewhere: Bool { FolderLock.holder(of: path) != nil }
}
