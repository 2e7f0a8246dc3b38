internal import Datasets
internal import Explorer

/// The published data sets, as the explorer fetches them.
struct FetchableDatasets: DatasetLibrary {
  private let environment: ProgramEnvironment
  private let published: [PublishedDataset]
  private let stallSeconds: Int

  /// - Parameters:
  ///   - published: those that can be fetched.
  ///   - stallSeconds: the seconds without a byte after which a mirror is given up.
  init(
    _ environment: ProgramEnvironment, published: [PublishedDataset] = PublishedDataset.all,
    stallSeconds: Int = 30
  ) {
    self.environment = environment
    self.published = published
    self.stallSeconds = stallSeconds
  }

  var datasets: [KnownDataset] {
    published.map { KnownDataset(name: $0.name, isHere: environment.place(of: $0) != nil) }
  }

  func fetch(_ fetch: DatasetFetch) throws {
    guard let dataset = published.first(where: { $0.name == fetch.dataset }) else {
      throw DatasetError.unknown(fetch.dataset)
    }
    let fetcher = try DatasetFetcher(
      folder: environment.locator().cacheFolder(for: dataset.name), stallSeconds: stallSeconds)
    var lastFault: MirrorFault?
    do throws(FetchError) {
      try fetcher.fetch(dataset, while: { fetch.isWanted }) { event in
        switch event {
        case .progress(let file, let bytes, let total):
          let place = dataset.files.firstIndex { $0.name == file } ?? 0
          fetch.report(bytes: bytes, of: total, file: place + 1, of: dataset.files.count)
        case .failed(_, let fault): lastFault = fault
        case .present, .resumed, .fetched: break
        }
      }
    } catch {
      guard case .noMirrorLeft = error else { throw error }
      throw RunError.notFetched(dataset: dataset.name, lastFault)
    }
  }
}
