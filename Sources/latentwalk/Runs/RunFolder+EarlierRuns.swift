internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions

extension RunFolder {
  /// Runs that a chart can have behind its own before their lines cannot be told apart.
  private static let mostEarlierRuns = 3

  /// Runs of the same preset on the same images in the folders beside this one, the newest first.
  ///
  /// A log that cannot be read is passed over: these are beside the point of whoever opens this run.
  func earlierRuns() -> [EarlierRun] {
    let parent = parentFolder(of: path)
    let own = (path as NSString).lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    let others = names.filter { $0 != own }.compactMap { try? RunFolder.open("\(parent)/\($0)") }
      .filter { isOfOnePreset(with: $0) }
    let dated = others.map { (folder: $0, modified: $0.logModified) }
    var runs: [EarlierRun] = []
    for (folder, _) in dated.sorted(by: { $0.modified > $1.modified }) {
      guard let lines = try? folder.metrics().lines, !lines.isEmpty else { continue }
      runs.append(
        EarlierRun(
          name: printable((folder.path as NSString).lastPathComponent),
          history: LossHistory(lines, of: folder.configuration)))
      if runs.count == Self.mostEarlierRuns { break }
    }
    return runs
  }

  private func isOfOnePreset(with other: RunFolder) -> Bool {
    let (own, theirs) = (configuration, other.configuration)
    return own.preset == theirs.preset && own.dataset.fingerprint == theirs.dataset.fingerprint
  }

  /// When the log was written last, in seconds since 1970; 0 where there is none.
  private var logModified: Double {
    let attributes = try? FileManager.default.attributesOfItem(atPath: metricsPath)
    return (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
  }
}
