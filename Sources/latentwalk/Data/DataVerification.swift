internal import Datasets
internal import ProgramOptions

/// What `data verify` tells: data sets on this machine, compared with what was published.
struct DataVerification: Encodable {
  struct Entry: Encodable {
    let name: String
    /// Where it is; nil where it is not on this machine.
    let path: String?
    let files: [File]
  }

  struct File: Encodable {
    let name: String
    let isAsPublished: Bool
    /// What it was compared by, `sha256` or `md5`.
    let comparedBy: String
    /// What is wrong with it, in words; nil where it is as published.
    let fault: String?
    fileprivate let method: DigestMethod

    private enum CodingKeys: CodingKey { case name, isAsPublished, comparedBy, fault }
  }

  let datasets: [Entry]
  /// Every file of every data set is the one that was published.
  let isAsPublished: Bool

  /// Compares data sets, or all that are found where none is given.
  init(_ datasets: [PublishedDataset], _ environment: ProgramEnvironment) {
    let asked =
      datasets.isEmpty
      ? PublishedDataset.all.filter { environment.place(of: $0) != nil } : datasets
    self.datasets = asked.map { dataset in
      let place = environment.place(of: dataset)
      let faults = place.map(dataset.faults) ?? []
      let files = zip(dataset.files, faults).map { file, found in
        File(
          name: file.name, isAsPublished: found.fault == nil,
          comparedBy: file.digest.method.rawValue, fault: found.fault?.words,
          method: file.digest.method)
      }
      return Entry(name: dataset.name, path: place, files: files)
    }
    isAsPublished = self.datasets.allSatisfy { entry in
      entry.path != nil && entry.files.allSatisfy(\.isAsPublished)
    }
  }

  /// A line for each file.
  var text: String { datasets.flatMap(\.lines).map { "\($0)\n" }.joined() }
}

extension DataVerification.Entry {
  fileprivate var lines: [String] {
    guard let path else { return ["\(name): is not on this machine"] }
    return files.map { file in
      "\(printable(path))/\(file.name): "
        + (file.fault ?? "is as published (by \(file.method.words))")
    }
  }
}
