extension Autoencoder {
  /// Runs codes through the decoder: -log p(target | code) of each, in nats, and where asked for `scale`
  /// times its gradient by the code. `gradients` are overwritten then.
  ///
  /// - Parameters:
  ///   - codes: at most `capacity` rows.
  ///   - target: a row of pixels for each code.
  ///   - nats: a column for the result.
  ///   - codeGradient: as wide as the codes.
  func reconstruction(
    of codes: Matrix, target: Matrix, nats: Matrix, codeGradient: Matrix? = nil, scale: Float = 1
  ) {
    let logits = decoder.forward(codes, pass)
    configuration.likelihood.evaluate(
      logits: logits, target: target, nats: nats,
      gradient: codeGradient == nil ? nil : decoder.outputGradient(rows: codes.rows), scale: scale,
      on: engine)
    if let codeGradient { decoder.backward(input: codes, into: codeGradient, pass) }
  }
}
