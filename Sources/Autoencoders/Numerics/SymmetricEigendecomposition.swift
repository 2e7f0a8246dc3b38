internal import Foundation

/// Eigenvalues and eigenvectors of a real symmetric matrix, by Householder's reduction to tridiagonal
/// form and the implicit QL method (Golub and Van Loan, 8.3; EISPACK tred2 and tql2).
struct SymmetricEigendecomposition {
  /// From the greatest.
  let values: [Double]
  /// Orthonormal; each one's largest component is positive.
  let vectors: [[Double]]

  /// - Parameter matrix: `size` x `size` values, row after row.
  init(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "\(matrix.count) values of \(size)x\(size)")
    var form = TridiagonalForm(matrix, size: size)
    form.diagonalize()
    let order = (0..<size).sorted { form.diagonal[$0] > form.diagonal[$1] }
    values = order.map { form.diagonal[$0] }
    vectors = order.map { Self.oriented(Array(form.basis[$0 * size..<($0 + 1) * size])) }
  }

  private static func oriented(_ vector: [Double]) -> [Double] {
    let largest = vector.max { abs($0) < abs($1) } ?? 1
    return largest < 0 ? vector.map(-) : vector
  }
}

/// A symmetric matrix as basisᵀ · T · basis, T tridiagonal and basis orthogonal.
private struct TridiagonalForm {
  private let size: Int
  var diagonal: [Double]
  /// Element i stands between diagonal elements i and i + 1; the last is zero.
  private var offDiagonal: [Double]
  /// Rows are basis vectors.
  var basis: [Double]

  init(_ matrix: [Double], size: Int) {
    self.size = size
    diagonal = [Double](repeating: 0, count: size)
    offDiagonal = diagonal
    basis = [Double](repeating: 0, count: size * size)
    for index in 0..<size { basis[index * size + index] = 1 }
    reduce(matrix)
  }

  /// Reflects the part of each column below the subdiagonal to zero.
  private mutating func reduce(_ matrix: [Double]) {
    var matrix = matrix
    var reflections: [(vector: [Double], scale: Double)] = []
    for column in 0..<max(size - 2, 0) {
      let reflection = reflect(column, of: &matrix)
      reflections.append(reflection)
    }
    for index in 0..<size { diagonal[index] = matrix[index * size + index] }
    if size > 1 { offDiagonal[size - 2] = matrix[(size - 1) * size + size - 2] }
    for (column, reflection) in reflections.enumerated().reversed() {
      apply(reflection.vector, reflection.scale, from: column + 1)
    }
  }

  /// Chooses v and s so that I - s v vᵀ, from row `column` + 1 on, leaves one element of the column, and
  /// applies it from both sides.
  private mutating func reflect(
    _ column: Int, of matrix: inout [Double]
  ) -> (vector: [Double], scale: Double) {
    let first = column + 1, count = size - first
    var vector = (first..<size).map { matrix[$0 * size + column] }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return (vector, 0) }
    let kept = vector[0] > 0 ? -length : length
    offDiagonal[column] = kept
    vector[0] -= kept
    let scale = 2 / vector.reduce(0) { $0 + $1 * $1 }
    var product = [Double](repeating: 0, count: count)
    for row in 0..<count {
      let start = (first + row) * size + first
      var sum = 0.0
      for index in 0..<count { sum += matrix[start + index] * vector[index] }
      product[row] = scale * sum
    }
    let half = scale / 2 * zip(product, vector).reduce(0) { $0 + $1.0 * $1.1 }
    for index in 0..<count { product[index] -= half * vector[index] }
    for row in 0..<count {
      let start = (first + row) * size + first
      let (v, w) = (vector[row], product[row])
      for index in 0..<count {
        matrix[start + index] -= v * product[index] + w * vector[index]
      }
    }
    return (vector, scale)
  }

  /// basis ← basis · (I - scale · v vᵀ), where v has zeros before `first`.
  private mutating func apply(_ vector: [Double], _ scale: Double, from first: Int) {
    guard scale > 0 else { return }
    for row in first..<size {
      let start = row * size + first
      var sum = 0.0
      for index in vector.indices { sum += basis[start + index] * vector[index] }
      let step = scale * sum
      for index in vector.indices { basis[start + index] -= step * vector[index] }
    }
  }

  /// Rotates until nothing is left beside the diagonal.
  mutating func diagonalize() {
    let norm = zip(diagonal, offDiagonal).map { abs($0) + abs($1) }.max() ?? 0
    let negligible = norm * Double.ulpOfOne / 4
    for first in 0..<size {
      var sweeps = 0
      while true {
        let last = (first..<size).first { abs(offDiagonal[$0]) <= negligible } ?? size - 1
        if last == first { break }
        sweeps += 1
        precondition(sweeps <= 100, "eigenvalue \(first) of \(size) does not converge")
        sweep(first, last)
      }
    }
  }

  /// One implicit QL step with Wilkinson's shift on elements `first` to `last`.
  private mutating func sweep(_ first: Int, _ last: Int) {
    let halfGap = (diagonal[first + 1] - diagonal[first]) / (2 * offDiagonal[first])
    let root = hypot(halfGap, 1)
    let shift = diagonal[first] - offDiagonal[first] / (halfGap + (halfGap < 0 ? -root : root))
    var bulge = diagonal[last] - shift
    var (sine, cosine, moved) = (1.0, 1.0, 0.0)
    for index in (first..<last).reversed() {
      let above = sine * offDiagonal[index], beside = cosine * offDiagonal[index]
      let radius = hypot(above, bulge)
      offDiagonal[index + 1] = radius
      guard radius > 0 else {
        diagonal[index + 1] -= moved
        offDiagonal[last] = 0
        return
      }
      (sine, cosine) = (above / radius, bulge / radius)
      let rest = diagonal[index + 1] - moved
      let change = (diagonal[index] - rest) * sine + 2 * cosine * beside
      moved = sine * change
      diagonal[index + 1] = rest + moved
      bulge = cosine * change - beside
      rotate(index, sine, cosine)
    }
    diagonal[first] -= moved
    offDiagonal[first] = bulge
    offDiagonal[last] = 0
  }

  /// Turns basis vectors `index` and `index` + 1 in their plane.
  private mutating func rotate(_ index: Int, _ sine: Double, _ cosine: Double) {
    let low = index * size, high = low + size
    for column in 0..<size {
      let (a, b) = (basis[low + column], basis[high + column])
      basis[low + column] = cosine * a - sine * b
      basis[high + column] = sine * a + cosine * b
    }
  }
}
