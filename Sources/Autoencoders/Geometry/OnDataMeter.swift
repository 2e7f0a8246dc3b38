/// Tells whether a code lies where the codes of images are, as densely as they are there.
///
/// With d the mean distance of a code to its 20 nearest codes, and the typical distance the median over
/// those 20 of their own mean distance to their 20 nearest others,
///
///     on data = min(1, typical / d)
///
/// 1 where d is zero, and 0 where a distance is no number. A code of an image counts itself among its
/// nearest. Of fewer codes than 20, all of them are the nearest; a single code has no others, and a
/// typical distance of zero.
///
/// Typical distances are found when first needed and kept. A meter belongs to the thread of its engine.
public struct OnDataMeter {
  /// How many nearest codes a reading is about, where there are so many.
  public static let neighborCount = 20
  /// Typical distances found at a time while preparing.
  private static let preparedAtOnce = 1024

  private let neighbors: CodeNeighbors
  private let labels: [UInt8]
  private let engine: Engine
  /// The mean distance of each code to its nearest others; nil where it was not needed yet.
  private var meanDistances: [Double?]

  /// A meter that is ready for its first reading.
  ///
  /// - Parameters:
  ///   - codes: one row or more of `dimensions` values.
  ///   - dimensions: values per code.
  ///   - labels: the class of each code, or none where there are no classes.
  ///   - engine: where it is computed.
  public init(codes: [Float], dimensions: Int, labels: [UInt8] = [], on engine: Engine) {
    precondition(!codes.isEmpty, "a meter of no codes")
    precondition(
      labels.isEmpty || codes.count == labels.count * dimensions, "\(labels.count) labels")
    neighbors = CodeNeighbors(codes: codes, dimensions: dimensions)
    self.labels = labels
    self.engine = engine
    meanDistances = [Double?](repeating: nil, count: neighbors.count)
  }

  /// Finds all typical distances beforehand, as long as `shouldContinue` says so.
  ///
  /// - Returns: whether all were found; what was found stays.
  public mutating func prepare(while shouldContinue: () -> Bool = { true }) -> Bool {
    for start in stride(from: 0, to: neighbors.count, by: Self.preparedAtOnce) {
      guard shouldContinue() else { return false }
      findMeanDistances(of: start..<min(start + Self.preparedAtOnce, neighbors.count))
    }
    return true
  }

  /// The mean distance of each code to its nearest others, from which a reading follows where the nearest
  /// codes are known; nil where `shouldContinue` ended the search.
  package mutating func spacing(while shouldContinue: () -> Bool = { true }) -> [Double]? {
    prepare(while: shouldContinue) ? meanDistances.compactMap(\.self) : nil
  }

  /// The reading at `code`.
  public mutating func reading(at code: [Float]) -> OnDataReading { readings(at: [code])[0] }

  /// The reading at each of `codes`.
  public mutating func readings(at codes: [[Float]]) -> [OnDataReading] {
    let nearest = neighbors.nearest(
      to: Array(codes.joined()), count: min(Self.neighborCount, neighbors.count), on: engine)
    findMeanDistances(of: Set(nearest.joined().lazy.map(\.index)).sorted())
    return nearest.map(reading)
  }

  private mutating func findMeanDistances(of rows: some Sequence<Int>) {
    let missing = rows.filter { meanDistances[$0] == nil }
    let count = min(Self.neighborCount, neighbors.count - 1)
    let found =
      count > 0
      ? neighbors.nearestOthers(of: missing, count: count, on: engine)
      : missing.map { _ in [] }
    for (row, others) in zip(missing, found) { meanDistances[row] = Self.meanDistance(others) }
  }

  private func reading(_ nearest: [CodeNeighbors.Neighbor]) -> OnDataReading {
    OnDataReading(
      distances: nearest.map(\.distance), spacing: nearest.compactMap { meanDistances[$0.index] },
      nearest: nearest.map(\.index),
      labels: labels.isEmpty ? [] : nearest.map { labels[$0.index] })
  }

  private static func meanDistance(_ neighbors: [CodeNeighbors.Neighbor]) -> Double {
    neighbors.isEmpty ? 0 : neighbors.reduce(0) { $0 + $1.distance } / Double(neighbors.count)
  }
}
