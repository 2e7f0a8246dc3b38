internal import CKernels

/// The function a layer applies to its sums.
public enum Activation: String, CaseIterable, Sendable {
  /// x.
  case identity
  /// max(x, 0).
  case relu
  /// 1 / (1 + exp(-x)).
  case sigmoid
  /// The hyperbolic tangent.
  case tanh

  var kernelValue: ck_activation {
    switch self {
    case .identity: ck_activation_identity
    case .relu: ck_activation_relu
    case .sigmoid: ck_activation_sigmoid
    case .tanh: ck_activation_tanh
    }
  }
}

/// A matrix, or its transpose, as a factor of a product.
package struct Factor {
  let matrix: Matrix
  let isTransposed: Bool
  private(set) var mayHaveZeros = false

  package static func plain(_ matrix: Matrix) -> Factor {
    Factor(matrix: matrix, isTransposed: false)
  }

  package static func transposed(_ matrix: Matrix) -> Factor {
    Factor(matrix: matrix, isTransposed: true)
  }

  /// The same, of which many elements may be zero, so that it may pay to look for them.
  package func sparse(_ mayHaveZeros: Bool = true) -> Factor {
    var factor = self
    factor.mayHaveZeros = mayHaveZeros
    return factor
  }

  var rows: Int { isTransposed ? matrix.columns : matrix.rows }
  var columns: Int { isTransposed ? matrix.rows : matrix.columns }
}

extension Engine {
  /// c = activation(a · b + bias), or c + a · b where `accumulating`.
  ///
  /// Where a factor is sparse, terms that are zero for a whole tile are left out, unless there are too few
  /// or `computesZeros` says otherwise. With finite factors that changes no bit of c.
  ///
  /// - Parameters:
  ///   - a: m x k.
  ///   - b: k x n; a and b may not both be transposed.
  ///   - bias: 1 x n, added to every row.
  ///   - c: m x n.
  package func multiply(
    _ a: Factor, _ b: Factor, bias: Matrix? = nil, activation: Activation = .identity,
    accumulating: Bool = false, into c: Matrix
  ) {
    precondition(
      a.columns == b.rows && a.rows == c.rows && b.columns == c.columns,
      "\(a.rows)x\(a.columns) · \(b.rows)x\(b.columns) into \(c.rows)x\(c.columns)")
    precondition(!(a.isTransposed && b.isTransposed), "both factors are transposed")
    precondition(
      bias.map { $0.columns == c.columns } ?? true,
      "bias of \(bias?.columns ?? 0) for \(c.columns) columns")
    var arguments = unsafe ck_gemm_arguments(
      m: c.rows, n: c.columns, k: a.columns,
      a: a.matrix.pointer, a_stride: a.matrix.stride, a_transposed: a.isTransposed,
      b: b.matrix.pointer, b_stride: b.matrix.stride, b_transposed: b.isTransposed,
      c: c.pointer, c_stride: c.stride, bias: bias?.pointer, activation: activation.kernelValue,
      accumulate: accumulating, a_has_zeros: a.mayHaveZeros && !computesZeros,
      b_has_zeros: b.mayHaveZeros && !computesZeros)
    guard unsafe ck_gemm(team, table, &arguments) else {
      preconditionFailure("no memory for the scratch of a product over \(a.columns)")
    }
  }
}
