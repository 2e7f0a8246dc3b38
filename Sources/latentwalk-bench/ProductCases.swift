internal import Autoencoders

/// Times matrix products of the shapes that training needs.
func benchProducts(_ context: BenchContext, _ report: Report) throws {
  struct Product {
    let name: String
    let rows, columns, depth: Int
  }
  let products = [
    Product(name: "gemm 100x256x784", rows: 100, columns: 256, depth: 784),
    Product(name: "gemm 128x512x784", rows: 128, columns: 512, depth: 784),
    Product(name: "gemm 32x64x784", rows: 32, columns: 64, depth: 784),
    Product(name: "gemm 256x32x784", rows: 256, columns: 32, depth: 784),
    Product(name: "gemm 96x100x384", rows: 96, columns: 100, depth: 384),
    Product(name: "gemm 17x1000x1000", rows: 17, columns: 1000, depth: 1000),
    Product(name: "gemm 1024x1024x1024", rows: 1024, columns: 1024, depth: 1024),
  ]
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
    report.add(
      product.name, "product",
      directions.map { name, run in
        let repeats = max(1, Int(2e8 / operations))
        let seconds = (0..<9).map { _ in time { for _ in 0..<repeats { run() } } / Double(repeats) }
        return ("\(name)_of_peak", operations / median(seconds) / context.peak)
      })
  }
}
