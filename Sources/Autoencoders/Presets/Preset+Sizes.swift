/// Why a preset cannot have other sizes.
public enum PresetSizesError: Error, Equatable, Sendable {
  /// Some layer before or behind the code is not a plain dense one, but of another kind.
  case otherLayers(kind: String)
  /// The decoder has the encoder's weights.
  case tiedWeights
  /// Layers are trained one after another, each for so many epochs.
  case pretrainedLayers
  /// The code is given by a layer of another kind than dense ones.
  case codeOfOtherLayer(kind: String)
  /// The sizes make no model.
  case model(ModelConfigurationError)
  /// The model that they make cannot be trained as the preset says.
  case training(TrainingConfigurationError)
}

extension Preset {
  /// The preset with other dense layers between image and code, or with another code; its name tells them.
  ///
  /// The functions behind new layers are those behind the old ones, ReLU where there was none.
  ///
  /// - Parameters:
  ///   - hidden: the units of the encoder's layers, the first first and the code not counted, and in reverse of the
  ///     decoder's; as they are when nil.
  ///   - latents: numbers in a code; as many as there are when nil.
  /// - Throws: `PresetSizesError` where the layers are others, or do not fit.
  public func resized(hidden: [Int]? = nil, latents: Int? = nil) throws(PresetSizesError) -> Preset
  {
    var preset = self
    if let hidden {
      if training.pretraining != nil { throw .pretrainedLayers }
      try preset.model.replaceHiddenLayers(by: hidden)
    }
    if let latents { try preset.model.setLatents(latents) }
    do { try preset.model.validate() } catch { throw .model(error) }
    do { try training.validate(for: preset.model) } catch { throw .training(error) }
    let widths = hidden.map { $0.map(String.init).joined(separator: "-") }
    let sizes = [
      widths.map { "hidden layers of \($0)" }, latents.map { "a code of \($0)" },
    ].compactMap(\.self).joined(separator: " and ")
    guard !sizes.isEmpty else { return self }
    preset.name = ([name, widths] + [latents.map { "z\($0)" }]).compactMap(\.self)
      .joined(separator: "-")
    preset.summary = "\(name) with \(sizes)"
    preset.source = "the preset \(name) with other sizes; \(source)"
    return preset
  }
}

extension ModelConfiguration {
  fileprivate mutating func replaceHiddenLayers(by hidden: [Int]) throws(PresetSizesError) {
    for layer in encoder + decoder {
      guard case .dense = layer else { throw .otherLayers(kind: layer.kindWord) }
    }
    guard !isTied else { throw .tiedWeights }
    let code = isVariational ? [] : encoder.suffix(1)
    let (before, behind) = (encoder.dropLast(code.count), decoder.dropLast())
    let inner = before.first?.specification.activation
    let outer = behind.first?.specification.activation
    encoder = hidden.map { .dense($0, inner ?? outer ?? .relu) } + code
    decoder = hidden.reversed().map { .dense($0, outer ?? inner ?? .relu) } + decoder.suffix(1)
  }

  fileprivate mutating func setLatents(_ count: Int) throws(PresetSizesError) {
    switch latent {
    case .deterministic:
      guard case .dense(_, let activation)? = encoder.last else {
        throw .codeOfOtherLayer(kind: encoder.last?.kindWord ?? "image")
      }
      encoder[encoder.count - 1] = .dense(count, activation)
    case .gaussian: latent = .gaussian(dimensions: count)
    case .logDeviation(_, let noise): latent = .logDeviation(dimensions: count, noise: noise)
    case .autoregressiveFlow(_, let steps, let hidden):
      latent = .autoregressiveFlow(dimensions: count, steps: steps, hidden: hidden)
    }
  }
}

extension LayerConfiguration {
  /// The word of the layer's kind in files.
  fileprivate var kindWord: String {
    Self.kinds.first { $0.write(self) != nil }?.word ?? ""
  }
}
