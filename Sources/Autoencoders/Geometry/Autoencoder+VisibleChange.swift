extension Autoencoder {
  /// How much of an image a latent changes: the mean absolute difference of a pixel between the image with the
  /// latent at the upper end of a range and that with it at the lower end, all other values of the code held, over
  /// some codes.
  ///
  /// A latent that the decoder does not heed changes nothing, however far its codes are spread.
  ///
  /// - Parameters:
  ///   - latent: the latent, from 0.
  ///   - range: its values: one standard deviation of the aggregate posterior about its mean, say.
  ///   - codes: one or more.
  /// - Returns: from 0 to 1, in the unit of pixels.
  public func visibleChange(
    of latent: Int, over range: ClosedRange<Float>, at codes: [[Float]]
  ) -> Double {
    precondition(!codes.isEmpty, "the change of no images")
    func images(_ value: Float) -> [[Float]] {
      self.images(
        of: codes.map { code in
          var code = code
          code[latent] = value
          return code
        })
    }
    let sum = zip(images(range.lowerBound), images(range.upperBound)).reduce(0.0) { sum, pair in
      zip(pair.0, pair.1).reduce(sum) { $0 + Double(abs($1.0 - $1.1)) }
    }
    return sum / Double(codes.count * configuration.imageShape.count)
  }
}
