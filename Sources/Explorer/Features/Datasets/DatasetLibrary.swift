/// The data sets that can be fetched, by the program that the explorer is part of.
public protocol DatasetLibrary: Sendable {
  /// Those that are known, in the order in which they are named.
  var datasets: [KnownDataset] { get }

  /// Fetches a data set, telling how far it is, until it is here or not wanted any more. It is called on a thread of
  /// its own.
  func fetch(_ fetch: DatasetFetch) throws
}
