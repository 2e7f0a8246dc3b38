/// The sum of as many buffers as a power of two, in pairs, and these in pairs again: the one order of additions that
/// comes out the same however the buffers are dealt out, in runs, to processes.
///
/// It takes them one after another and keeps one partial sum a level, so that log₂ n buffers are enough for n.
package struct PairwiseSum {
  private let partialSums: [FloatBuffer]
  private let engine: Engine
  private var added = 0

  /// - Parameters:
  ///   - terms: how many buffers a sum has, a power of two.
  ///   - count: floats of each.
  package init(of terms: Int, count: Int, on engine: Engine) {
    partialSums = (0..<terms.trailingZeroBitCount).map { _ in FloatBuffer(count: count) }
    self.engine = engine
  }

  /// Adds the next term, and leaves the sum in `term` where that was the last.
  package mutating func add(_ term: FloatBuffer) {
    var level = 0
    // As a binary counter carries: a one is the sum of a pair's first half, which is now whole.
    while (added >> level) & 1 == 1 {
      engine.add(0..<term.count, of: partialSums[level], to: term)
      level += 1
    }
    added += 1
    if level < partialSums.count { partialSums[level].copy(term) } else { added = 0 }
  }
}

extension Engine {
  /// Adds the floats at `range` of one buffer to those of another.
  package func add(_ range: Range<Int>, of terms: FloatBuffer, to sums: FloatBuffer) {
    let width = 2048
    let rows = range.count / width
    func window(_ buffer: FloatBuffer, _ offset: Int, rows: Int, columns: Int) -> Matrix {
      Matrix(buffer: buffer, offset: offset, rows: rows, columns: columns, stride: columns)
    }
    if rows > 0 {
      add(
        window(terms, range.lowerBound, rows: rows, columns: width),
        to: window(sums, range.lowerBound, rows: rows, columns: width))
    }
    let rest = range.lowerBound + rows * width
    guard rest < range.upperBound else { return }
    add(
      window(terms, rest, rows: 1, columns: range.upperBound - rest),
      to: window(sums, rest, rows: 1, columns: range.upperBound - rest))
  }
}
