internal import FileFormats

extension ForeignModel {
  /// A model of one file: a decoder, or an encoder and a decoder one after the other.
  ///
  /// - Parameters:
  ///   - part: a graph from codes to images, or from images to images of the same size; the code is then the
  ///     shortest tensor on the only way there, and outputs of its width are mean and log-variance.
  ///   - output: what the decoder gives, nil to tell it from the graph.
  ///   - layers: what was taken for granted when the graph was made.
  /// - Throws: `ForeignModelError`.
  package init(
    one part: ForeignPart, output: GraphOutput? = nil, layers: AssumedLayers? = nil
  ) throws(ForeignModelError) {
    guard let (encoder, decoder) = try part.withoutNoise.halves() else {
      try self.init(decoder: part, output: output, layers: layers)
      return
    }
    try self.init(decoder: decoder, encoder: encoder, output: output, layers: layers)
  }
}

extension ForeignPart {
  /// The halves of an autoencoder; nil for a graph that does not give as many numbers as it reads.
  fileprivate func halves() throws(ForeignModelError) -> (
    encoder: ForeignPart, decoder: ForeignPart
  )? {
    guard let image = outputs.first, let input = statedInput else { return nil }
    let pixels = input.reduce(1, *)
    let ways = model.graph.bottlenecks(to: image)
    let shapes = try rowShapes(of: outputs + ways, input: input)
    let widths = shapes.mapValues { $0.reduce(1, *) }
    guard widths[image] == pixels else { return nil }
    let least = ways.compactMap { widths[$0] }.min() ?? pixels
    guard least < pixels, let code = ways.last(where: { widths[$0] == least }),
      let shape = shapes[code]
    else { throw .noBottleneck(file: file) }
    let statistics = outputs.dropFirst().filter { widths[$0] == least }
    return (
      ForeignPart(
        file: file, model.part(to: statistics.isEmpty ? [code] : Array(statistics.prefix(2)))),
      ForeignPart(file: file, model.part(from: code, rowShape: shape, to: [image]))
    )
  }
}
