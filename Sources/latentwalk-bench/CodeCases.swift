internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Timing

/// Times what the explorer asks of a model: one digit, and the codes of ten thousand images.
func benchCodes(_ context: BenchContext, _ report: Report) throws {
  guard let benchCase = TrainingCase.all.first(where: { $0.name == "vae256" }) else { return }
  if context.wants("decode") {
    let model = Autoencoder(
      benchCase.model, initialization: .heUniform, seed: 1, capacity: 1,
      on: try context.engine(threads: 1))
    let code = Matrix(rows: 1, columns: 2)
    code.setRow(0, to: [0.5, -1])
    let seconds = (0..<2_000).map { _ in time { _ = model.decode(code) } }.sorted()
    try report.add(
      "decode one point", "codes",
      [("median_us", median(seconds) * 1e6), ("p99_us", seconds[1_980] * 1e6)])
  }
  if context.wants("encode") {
    let model = Autoencoder(
      benchCase.model, initialization: .heUniform, seed: 1, capacity: Evaluator.imagesAtOnce,
      on: try context.engine())
    let images = context.dataset.train.prefix(10_000)
    let evaluator = Evaluator(
      images: images, model: benchCase.model, capacity: Evaluator.imagesAtOnce)
    let seconds = (0..<9).map { _ in time { _ = evaluator.codes(model) } }
    try report.add("encode 10000", "codes", [("median_ms", median(seconds) * 1e3)])
  }
}
