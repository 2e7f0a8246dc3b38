internal import Autoencoders
internal import Timing

/// Times matrix products of the shapes that training needs.
func benchProducts(_ context: BenchContext, _ report: Report) throws {
  struct Product {
    let name: String
    let rows, columns, depth: Int
  }
  // Of the training cases, then of sizes that fit no tile.
  let shapes =
    [(100, 256, 784), (128, 512, 784), (32, 64, 784), (256, 32, 784), (1024, 1024, 1024)]
    + [1, 17, 96, 1024].flatMap { batch in [100, 384, 1000].map { (batch, $0, 784) } }
    + [1, 3, 32].map { (100, $0, 256) }
  let products = shapes.map { rows, columns, depth in
    Product(name: "gemm \(rows)x\(columns)x\(depth)", rows: rows, columns: columns, depth: depth)
  }
  let engine = try context.engine()
  for product in products where context.wants(product.name) {
    let (m, n, k) = (product.rows, product.columns, product.depth)
    let input = Matrix(rows: m, columns: k)
    let weight = Matrix(rows: n, columns: k)
    let output = Matrix(rows: m, columns: n)
    let operations = 2 * Double(m * n * k)
    let directions: [(String, () -> Void)] = [
      ("forward", { engine.multiply(.plain(input), .transposed(weight), into: output) }),
      ("input", { engine.multiply(.plain(output), .plain(weight), into: input) }),
      ("weight", { engine.multiply(.transposed(output), .plain(input), into: weight) }),
    ]
    try report.add(
      product.name, "product",
      directions.map { name, run in
        let repeats = max(1, Int(2e8 / operations))
        var rounds = PeakedRounds()
        for _ in 0..<9 {
          rounds.add(peak: { engine.peak(roundsPerThread: 1000) }) {
            for _ in 0..<repeats { run() }
          }
        }
        let share = rounds.shareOfPeak(operations: operations * Double(repeats))
        return ("\(name)_of_peak", share)
      })
  }
}
