import Autoencoders

/// The kernels of whole floats that this processor can run, the portable ones last.
let runnableKernels = Engine.kernelNames.filter {
  (try? Engine(threads: 1, kernels: $0))?.roundsFactors == false
}

/// The kernels that round the factors of products and that this processor can run.
let roundingKernels = Engine.kernelNames.filter {
  (try? Engine(threads: 1, kernels: $0))?.roundsFactors == true
}

/// Kernels other than the portable ones, which are the oracle.
let nativeKernels = runnableKernels.filter { $0 != "portable" }

func makeEngine(_ kernels: String? = nil, threads: Int = 1) -> Engine {
  guard let engine = try? Engine(threads: threads, kernels: kernels) else {
    preconditionFailure("no engine with \(kernels ?? "any") kernels")
  }
  return engine
}

extension Matrix {
  /// A matrix of numbers between -1 and 1.
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    let matrix = Matrix(rows: rows, columns: columns)
    var random = Philox(seed: seed, stream: .initialization)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = 2 * random.nextUnit() - 1 }
    }
    return matrix
  }
}

/// The largest difference between two matrices of one shape.
func distance(_ a: Matrix, _ b: Matrix) -> Float {
  zip(a.floats, b.floats).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
