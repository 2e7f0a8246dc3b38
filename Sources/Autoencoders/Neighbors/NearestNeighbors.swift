/// Classifies codes by the classes of the nearest among others: how well a latent space keeps classes
/// apart.
public struct NearestNeighbors {
  private let labels: [UInt8]
  private let references: CodeNeighbors

  /// - Parameters:
  ///   - codes: rows of `dimensions` values.
  ///   - labels: the class of each row.
  ///   - dimensions: values per code.
  public init(codes: [Float], labels: [UInt8], dimensions: Int) {
    precondition(codes.count == labels.count * dimensions, "\(codes.count) values")
    self.labels = labels
    references = CodeNeighbors(codes: codes, dimensions: dimensions)
  }

  /// The share of `codes` whose class, given by `labels`, is that of most of their `count` nearest
  /// references; of classes with as many, the one that has the nearest.
  ///
  /// - Parameters:
  ///   - codes: rows of `dimensions` values.
  ///   - labels: the class of each.
  ///   - count: how many neighbors vote.
  ///   - engine: where it is computed.
  ///   - progress: told how much is done, from 0 to 1.
  public func accuracy(
    _ codes: [Float], labels: [UInt8], count: Int, on engine: Engine,
    progress: (Double) -> Void = { _ in }
  ) -> Double {
    let found = references.nearest(to: codes, count: count, on: engine, progress: progress)
    let correct = zip(found, labels).count { nearest, label in
      majority(of: nearest.map { self.labels[$0.index] }) == label
    }
    return Double(correct) / Double(labels.count)
  }
}

/// The class of most of `labels`; of classes with as many, the one that comes first.
func majority(of labels: [UInt8]) -> UInt8? {
  let votes = labels.map { label in labels.count { $0 == label } }
  let most = votes.max()
  return zip(labels, votes).first { $0.1 == most }?.0
}
