internal import Foundation

/// The lower triangle L of a symmetric positive definite matrix L · Lᵀ (Golub and Van Loan, 4.2).
struct CholeskyFactor: Equatable, Sendable {
  let size: Int
  /// `size` x `size`, row after row, zero above the diagonal.
  let values: [Double]

  /// Nil when the matrix is not positive definite in double precision.
  ///
  /// - Parameter matrix: `size` x `size` values, row after row; what is above the diagonal is not read.
  init?(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "\(matrix.count) values of \(size)x\(size)")
    var factor = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        for index in 0..<column {
          sum -= factor[row * size + index] * factor[column * size + index]
        }
        if column < row {
          factor[row * size + column] = sum / factor[column * size + column]
        } else {
          guard sum > 0, sum.isFinite else { return nil }
          factor[row * size + row] = sum.squareRoot()
        }
      }
    }
    self.size = size
    values = factor
  }

  /// The logarithm of the determinant of L · Lᵀ.
  var logDeterminant: Double {
    2 * (0..<size).reduce(0) { $0 + log(values[$1 * size + $1]) }
  }

  /// Solves L · Lᵀ · x = b for every column of b.
  ///
  /// - Parameter b: `size` rows of `columns` values.
  func solve(_ b: [Double], columns: Int) -> [Double] {
    var x = solveLower(b, columns: columns)
    for row in (0..<size).reversed() {
      for below in row + 1..<size {
        subtract(values[below * size + row], times: below, from: row, in: &x, columns)
      }
      scale(row, by: 1 / values[row * size + row], in: &x, columns)
    }
    return x
  }

  /// Solves L · x = b for every column of b, `size` rows of `columns` values.
  func solveLower(_ b: [Double], columns: Int) -> [Double] {
    precondition(b.count == size * columns, "\(b.count) values of \(size)x\(columns)")
    var x = b
    for row in 0..<size {
      for above in 0..<row {
        subtract(values[row * size + above], times: above, from: row, in: &x, columns)
      }
      scale(row, by: 1 / values[row * size + row], in: &x, columns)
    }
    return x
  }

  /// L · vector.
  func multiply(_ vector: [Double]) -> [Double] {
    precondition(vector.count == size, "\(vector.count) values for \(size)")
    return (0..<size).map { row in
      (0...row).reduce(0) { $0 + values[row * size + $1] * vector[$1] }
    }
  }

  private func subtract(
    _ factor: Double, times source: Int, from row: Int, in x: inout [Double], _ columns: Int
  ) {
    guard factor != 0 else { return }
    for column in 0..<columns {
      x[row * columns + column] -= factor * x[source * columns + column]
    }
  }

  private func scale(_ row: Int, by factor: Double, in x: inout [Double], _ columns: Int) {
    for column in 0..<columns { x[row * columns + column] *= factor }
  }
}
