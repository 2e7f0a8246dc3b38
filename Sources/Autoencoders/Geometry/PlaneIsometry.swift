/// A rotation of the plane about its origin, or a reflection.
struct PlaneIsometry: Equatable {
  /// What its matrix has in each row.
  let rows: [[Double]]

  /// The isometry R with the greatest trace of Rᵀ · `product`, which maps points q nearest to points p where
  /// `product` is Σ p qᵀ (the orthogonal Procrustes problem; Schönemann 1966). It is no change where nothing
  /// prefers another.
  init(matching product: [[Double]]) {
    let rotation = (
      cosine: product[0][0] + product[1][1], sine: product[1][0] - product[0][1]
    )
    let reflection = (
      cosine: product[0][0] - product[1][1], sine: product[1][0] + product[0][1]
    )
    let traces = (
      (rotation.cosine * rotation.cosine + rotation.sine * rotation.sine).squareRoot(),
      (reflection.cosine * reflection.cosine + reflection.sine * reflection.sine).squareRoot()
    )
    if traces.0 >= traces.1 {
      let (cosine, sine) =
        traces.0 > 0 ? (rotation.cosine / traces.0, rotation.sine / traces.0) : (1, 0)
      rows = [[cosine, -sine], [sine, cosine]]
    } else {
      let (cosine, sine) = (reflection.cosine / traces.1, reflection.sine / traces.1)
      rows = [[cosine, sine], [sine, -cosine]]
    }
  }
}
