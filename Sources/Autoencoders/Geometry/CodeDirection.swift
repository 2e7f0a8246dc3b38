/// The difference of the means of two sets of codes, and how well it is known: the way from the one to the other.
public struct CodeDirection: Equatable, Sendable {
  /// The mean of the codes that the way begins at.
  public let start: [Float]
  /// The mean of the others less that, a value for each latent.
  public let difference: [Float]
  /// The standard error of each value of the difference, √(s²/n + t²/m) with the unbiased variances of n codes and of
  /// m; nil where a set is of one code, whose variance nobody knows.
  public let standardErrors: [Double]?
  /// The Euclidean length of the difference.
  public let length: Double
  /// The standard error of the length: that of the difference of the means of all codes as they lie along the
  /// direction.
  public let lengthError: Double?
  /// How many codes the way begins and ends at.
  public let startCount, endCount: Int

  /// The way from some of a set of codes to others; nil where there are none on a side.
  ///
  /// - Parameters:
  ///   - codes: row after row.
  ///   - dimensions: values of a row.
  ///   - start: the rows that it begins at.
  ///   - end: the rows that it ends at.
  public init?(in codes: [Float], dimensions: Int, from start: [Int], to end: [Int]) {
    guard !start.isEmpty, !end.isEmpty else { return nil }
    func moments(_ rows: [Int]) -> [Moments] {
      (0..<dimensions).map { latent in
        Moments(of: rows.lazy.map { Double(codes[$0 * dimensions + latent]) })
      }
    }
    let (first, second) = (moments(start), moments(end))
    let difference = zip(first, second).map { $1.mean - $0.mean }
    let length = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
    func alongs(_ rows: [Int]) -> Moments {
      Moments(
        of: rows.lazy.map { row in
          (0..<dimensions).reduce(0.0) {
            $0 + Double(codes[row * dimensions + $1]) * difference[$1] / length
          }
        })
    }
    self.start = first.map { Float($0.mean) }
    self.difference = difference.map { Float($0) }
    self.length = length
    (startCount, endCount) = (start.count, end.count)
    let errors = zip(first, second).compactMap { Moments.errorOfDifference($0, $1) }
    standardErrors = errors.count == dimensions ? errors : nil
    lengthError = length > 0 ? Moments.errorOfDifference(alongs(start), alongs(end)) : nil
  }

  /// Where a code lies along the direction: 0 at the mean that it begins at, 1 at the mean that it ends at.
  public func place(of code: [Float]) -> Double {
    guard length > 0 else { return 0 }
    let along = code.indices.reduce(0.0) {
      $0 + Double(code[$1] - start[$1]) * Double(difference[$1])
    }
    return along / (length * length)
  }

  /// A code moved along the direction until it lies at a place.
  public func code(_ code: [Float], at place: Double) -> [Float] {
    let step = Float(place - self.place(of: code))
    return zip(code, difference).map { $0 + step * $1 }
  }
}

/// The mean and the unbiased variance of some numbers.
private struct Moments {
  let count: Int
  let mean: Double
  /// Nil of one number.
  let variance: Double?

  init(of numbers: some Collection<Double>) {
    let (count, mean) = (numbers.count, numbers.reduce(0, +) / Double(numbers.count))
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    (self.count, self.mean) = (count, mean)
    variance = count > 1 ? squares / Double(count - 1) : nil
  }

  static func errorOfDifference(_ a: Moments, _ b: Moments) -> Double? {
    guard let first = a.variance, let second = b.variance else { return nil }
    return (first / Double(a.count) + second / Double(b.count)).squareRoot()
  }
}
