internal import Autoencoders

/// Decodes single codes on the screen's own thread, with a copy of the newest weights.
struct ImageDecoder {
  private var model: Autoencoder?

  /// A decoder with the weights of `snapshot`, if there is one.
  init(_ snapshot: ModelSnapshot? = nil) {
    if let snapshot { load(snapshot) }
  }

  /// Takes over the weights of `snapshot`.
  mutating func load(_ snapshot: ModelSnapshot) {
    if let model, model.configuration == snapshot.configuration {
      model.load(snapshot)
    } else if let engine = try? Engine(threads: 1) {
      model = Autoencoder(snapshot, capacity: 1, on: engine)
    }
  }

  /// The pixels of a code's mean image; nil before a model was loaded.
  func decode(_ code: [Float]) -> [Float]? {
    guard let model, code.count == model.configuration.latentCount else { return nil }
    let codes = Matrix(rows: 1, columns: code.count)
    codes.setRow(0, to: code)
    return model.decode(codes).row(0)
  }
}
