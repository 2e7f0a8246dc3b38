/// A row-major window on a buffer: `rows` x `columns`, `stride` floats from row to row.
///
/// A window shares the memory it looks at; copying it copies no floats.
package struct Matrix {
  package let buffer: FloatBuffer
  package let offset: Int
  package let rows: Int
  package let columns: Int
  package let stride: Int

  package init(buffer: FloatBuffer, offset: Int, rows: Int, columns: Int, stride: Int) {
    precondition(stride >= columns, "stride \(stride) of \(columns) columns")
    precondition(
      rows == 0 || offset + (rows - 1) * stride + columns <= buffer.count,
      "\(rows)x\(columns) from \(offset) in \(buffer.count) floats")
    self.buffer = buffer
    self.offset = offset
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// A matrix of zeros on a buffer of its own.
  ///
  /// Rows stand an odd number of cache lines apart, so that a column of them spreads over every set
  /// of a cache.
  package init(rows: Int, columns: Int) {
    let stride = Self.rowStride(columns: columns)
    self.init(
      buffer: FloatBuffer(count: rows * stride), offset: 0, rows: rows, columns: columns,
      stride: stride)
  }

  /// Floats from row to row of a matrix with a buffer of its own.
  static func rowStride(columns: Int) -> Int {
    let floatsPerLine = 16
    let lines = (columns + floatsPerLine - 1) / floatsPerLine
    return (lines | 1) * floatsPerLine
  }

  /// The first floats of `buffer` as rows without gaps.
  package init(_ buffer: FloatBuffer, rows: Int, columns: Int) {
    self.init(buffer: buffer, offset: 0, rows: rows, columns: columns, stride: columns)
  }

  /// Zeros in rows without gaps.
  package static func contiguous(rows: Int, columns: Int) -> Matrix {
    Matrix(FloatBuffer(count: rows * columns), rows: rows, columns: columns)
  }

  /// A column of zeros without gaps.
  package static func column(_ rows: Int) -> Matrix { contiguous(rows: rows, columns: 1) }

  package subscript(row: Int, column: Int) -> Float {
    get { buffer[index(row, column)] }
    nonmutating set { buffer[index(row, column)] = newValue }
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    precondition(column >= 0 && column < columns, "column \(column) of \(columns)")
    return offset + row * stride + column
  }

  /// The first `count` rows.
  package func prefix(_ count: Int) -> Matrix { rows(0..<count) }

  /// The rows at `range`.
  package func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    return Matrix(
      buffer: buffer, offset: offset + range.lowerBound * stride, rows: range.count,
      columns: columns, stride: stride)
  }

  /// The columns at `range`.
  package func columns(_ range: Range<Int>) -> Matrix {
    precondition(range.upperBound <= columns, "columns \(range) of \(columns)")
    return Matrix(
      buffer: buffer, offset: offset + range.lowerBound, rows: rows, columns: range.count,
      stride: stride)
  }

  /// A copy of row `index`.
  package func row(_ index: Int) -> [Float] {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    return buffer.floats(offset + index * stride..<offset + index * stride + columns)
  }

  /// Replaces row `index`.
  package func setRow(_ index: Int, to values: [Float]) {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    precondition(values.count == columns, "\(values.count) values for \(columns) columns")
    buffer.write(values, at: offset + index * stride)
  }

  /// A copy of all rows, one after another.
  package var floats: [Float] { (0..<rows).flatMap(row) }
}
