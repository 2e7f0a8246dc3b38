extension TensorBoardEvent {
  /// How many of some numbers lie in each of some ranges (tensorboard/compat/proto/histogram.proto).
  package struct Histogram: Equatable, Sendable {
    /// The least number.
    package let least: Double
    /// The greatest number.
    package let greatest: Double
    /// How many numbers there are.
    package let count: Int
    /// Their sum.
    package let sum: Double
    /// The sum of their squares.
    package let sumOfSquares: Double
    /// Where each range ends, that number included; the first begins at the least number.
    package let limits: [Double]
    /// How many numbers lie in each range.
    package let counts: [Int]

    /// Ranges of a histogram; TensorBoard draws as many.
    private static let ranges = 30

    /// The histogram of the finite ones of `numbers`, in ranges of one width; nil where there are none.
    package init?(of numbers: [Float]) {
      var (least, greatest) = (Float.infinity, -Float.infinity)
      var (count, sum, sumOfSquares) = (0, 0.0, 0.0)
      for number in numbers where number.isFinite {
        (least, greatest) = (min(least, number), max(greatest, number))
        count += 1
        sum += Double(number)
        sumOfSquares += Double(number) * Double(number)
      }
      guard count > 0 else { return nil }
      (self.least, self.greatest) = (Double(least), Double(greatest))
      (self.count, self.sum, self.sumOfSquares) = (count, sum, sumOfSquares)
      let width = (self.greatest - self.least) / Double(Self.ranges)
      guard width > 0 else {
        (limits, counts) = ([self.greatest], [count])
        return
      }
      let (start, end) = (self.least, self.greatest)
      limits = (1...Self.ranges).map { $0 == Self.ranges ? end : start + Double($0) * width }
      var counts = [Int](repeating: 0, count: Self.ranges)
      for number in numbers where number.isFinite {
        // What lies on a limit belongs to the range that ends there.
        let range = Int(((Double(number) - start) / width).rounded(.up)) - 1
        counts[max(0, min(range, Self.ranges - 1))] += 1
      }
      self.counts = counts
    }

    func write(to histogram: inout ProtocolBufferWriter) {
      histogram.add(1, least)
      histogram.add(2, greatest)
      histogram.add(3, Double(count))
      histogram.add(4, sum)
      histogram.add(5, sumOfSquares)
      histogram.add(6, limits.flatMap(\.bitPattern.littleEndianBytes))
      histogram.add(7, counts.flatMap(\.asDoubleBytes))
    }
  }
}

extension Int {
  /// The eight bytes of the same number as a double.
  fileprivate var asDoubleBytes: [UInt8] { Double(self).bitPattern.littleEndianBytes }
}
