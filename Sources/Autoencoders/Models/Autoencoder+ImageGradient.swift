extension Autoencoder {
  /// Turns d(loss)/d(mean image) of codes into d(loss)/d(code), the transposed Jacobian of the decoder
  /// times each gradient. What stands in the model's `gradients` is lost.
  ///
  /// - Parameters:
  ///   - imageGradients: a row of pixels for each code.
  ///   - codes: at most `capacity` rows.
  ///   - codeGradients: as wide as the codes.
  func pullBack(_ imageGradients: Matrix, at codes: Matrix, into codeGradients: Matrix) {
    guard let logitGradients = decoder.outputGradient(rows: codes.rows) else {
      preconditionFailure("a decoder without layers")
    }
    var pass = pass
    pass.carriesSkips = false
    let logits = decoder.forward(codes, pass)
    engine.copy(imageGradients, into: logitGradients)
    configuration.likelihood.multiply(
      logitGradients, byDerivativeOfMeanAt: logits, on: engine)
    decoder.backward(input: codes, into: codeGradients, pass)
  }
}
