extension Matrix {
  /// A matrix of its own that holds `values`, row after row.
  init(_ values: some Collection<Float>, columns: Int) {
    precondition(values.count % columns == 0, "\(values.count) values in rows of \(columns)")
    self.init(rows: values.count / columns, columns: columns)
    var start = values.startIndex
    for row in 0..<rows {
      let end = values.index(start, offsetBy: columns)
      setRow(row, to: Array(values[start..<end]))
      start = end
    }
  }

  /// Σ (self - other)² of each row, summed in double precision.
  func squaredDistances(to other: Matrix) -> [Double] {
    precondition(rows == other.rows && columns == other.columns, "shapes differ")
    return (0..<rows).map { index in
      let (a, b) = (row(index), other.row(index))
      var sum = 0.0
      for column in a.indices {
        let difference = Double(a[column]) - Double(b[column])
        sum += difference * difference
      }
      return sum
    }
  }
}
