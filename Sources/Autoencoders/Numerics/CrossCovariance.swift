/// The covariance of the columns of two matrices over their common rows, gathered a batch at a time.
///
/// Products within a batch are in single precision, sums over batches in double. Values are taken from
/// the mean of the first batch, so that a mean far from zero costs no digits.
struct CrossCovariance {
  private(set) var rows = 0
  private var left = ColumnSums()
  private var right = ColumnSums()
  /// Σ (left - left origin) (right - right origin), left columns x right columns.
  private var products: [Double] = []
  private let engine: Engine

  init(on engine: Engine) { self.engine = engine }

  /// Adds a batch whose columns are compared with each other.
  mutating func add(_ rows: Matrix) { add(rows, rows) }

  /// Adds a batch; row r of both is of the same thing.
  mutating func add(_ leftRows: Matrix, _ rightRows: Matrix) {
    precondition(leftRows.rows == rightRows.rows, "\(leftRows.rows) rows, \(rightRows.rows)")
    rows += leftRows.rows
    let (a, b) = (left.add(leftRows), right.add(rightRows))
    let product = Matrix(rows: a.columns, columns: b.columns)
    engine.multiply(.transposed(a), .plain(b), into: product)
    if products.isEmpty { products = [Double](repeating: 0, count: a.columns * b.columns) }
    for row in 0..<product.rows {
      for (column, value) in product.row(row).enumerated() {
        products[row * b.columns + column] += Double(value)
      }
    }
  }

  var leftMean: [Double] { left.mean(over: rows) }
  var rightMean: [Double] { right.mean(over: rows) }

  /// 1/n Σ (left - mean) (right - mean), left columns x right columns, row after row.
  var values: [Double] {
    let columns = right.sums.count, count = Double(rows)
    return products.indices.map { index in
      (products[index] - left.sums[index / columns] * right.sums[index % columns] / count) / count
    }
  }
}

/// Sums of the columns of batches, taken from the mean of the first batch.
private struct ColumnSums {
  private var origin: [Float] = []
  /// Σ (value - origin) of each column.
  private(set) var sums: [Double] = []

  /// Adds the rows and returns them less the origin.
  mutating func add(_ rows: Matrix) -> Matrix {
    if origin.isEmpty {
      sums = [Double](repeating: 0, count: rows.columns)
      origin = [Float](repeating: 0, count: rows.columns)
      for row in 0..<rows.rows { add(rows.row(row)) }
      origin = sums.map { Float($0 / Double(rows.rows)) }
      sums = [Double](repeating: 0, count: rows.columns)
    }
    let shifted = Matrix(rows: rows.rows, columns: rows.columns)
    for row in 0..<rows.rows {
      let values = zip(rows.row(row), origin).map { $0 - $1 }
      add(values)
      shifted.setRow(row, to: values)
    }
    return shifted
  }

  private mutating func add(_ values: [Float]) {
    for (column, value) in values.enumerated() { sums[column] += Double(value) }
  }

  func mean(over rows: Int) -> [Double] {
    zip(origin, sums).map { Double($0) + $1 / Double(rows) }
  }
}
