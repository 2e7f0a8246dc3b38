internal import Datasets
internal import ProgramOptions

/// What `data fetch` did: data sets, where they are, and what of them came over the network.
struct DataFetch: Encodable {
  struct Entry: Encodable {
    let name: String
    let path: String
    let files: [File]
  }

  struct File: Encodable {
    let name: String
    /// It was not there before.
    let isFetched: Bool
    /// What it was known by, `sha256` or `md5`.
    let comparedBy: String
  }

  let datasets: [Entry]

  /// Fetches data sets one after another; progress goes to standard error.
  ///
  /// - Parameter tell: takes a line for each that is there.
  init(
    _ datasets: [PublishedDataset], _ environment: ProgramEnvironment, tell: (String) -> Void
  ) throws {
    let locator = environment.locator()
    var entries: [Entry] = []
    for dataset in datasets {
      let folder = locator.cacheFolder(for: dataset.name)
      let fetched = try Self.fetch(dataset, into: folder)
      let files = dataset.files.map { file in
        File(
          name: file.name, isFetched: fetched.contains(file.name),
          comparedBy: file.digest.method.rawValue)
      }
      entries.append(Entry(name: dataset.name, path: folder, files: files))
      let method = dataset.files.first?.digest.method.words ?? ""
      tell("\(dataset.name) is in \(printable(folder)), as published (by \(method))\n")
    }
    self.datasets = entries
  }

  /// The names of files that came.
  private static func fetch(
    _ dataset: PublishedDataset, into folder: String
  ) throws -> Set<String> {
    let progress = FetchProgress()
    defer { progress.end() }
    var fetched: Set<String> = []
    try DatasetFetcher(folder: folder).fetch(dataset) { event in
      if case .fetched(let file) = event { fetched.insert(file) }
      progress.show(event)
    }
    return fetched
  }
}
