internal import Autoencoders

/// A kind of images that tell of a model.
public enum ImageSheet: CaseIterable, Sendable {
  /// Test images over what the model makes of them.
  case reconstructions
  /// Test images with noise, restored, and clean.
  case restorations
  /// What the decoder makes of draws from the prior.
  case samples
  /// Test images over what the model makes of them, and the values of their codes.
  case codes
  /// The weights of the first layer's units, as images.
  case filters
  /// Particles that step by Gibbs sampling.
  case fantasies
}

extension ImageSheet {
  /// The kinds that a model has, the most telling one first.
  ///
  /// - Parameter isBoltzmannMachine: whether it was trained as one; nil where that is not known.
  static func offered(
    by model: ModelConfiguration, isBoltzmannMachine: Bool?
  ) -> [ImageSheet] {
    let isMachine = model.isBoltzmannShaped && isBoltzmannMachine != false
    var sheets: [ImageSheet] = isMachine ? [.filters, .fantasies] : []
    sheets.append(model.corruption == nil ? .reconstructions : .restorations)
    if model.isVariational { sheets.append(.samples) }
    if model.hasTellingCodes { sheets.append(.codes) }
    if !isMachine, model.hasFilters { sheets.append(.filters) }
    return sheets
  }

  /// It shows test images.
  var needsImages: Bool {
    switch self {
    case .reconstructions, .restorations, .codes: true
    case .samples, .filters, .fantasies: false
    }
  }

  /// Another seed gives other images.
  var isDrawn: Bool { self == .samples || self == .fantasies }

  /// Its name in the title.
  var title: String {
    switch self {
    case .reconstructions: "reconstructions"
    case .restorations: "restorations"
    case .samples: "prior samples"
    case .codes: "codes"
    case .filters: "filters"
    case .fantasies: "fantasy particles"
    }
  }
}

extension ModelConfiguration {
  /// One sigmoid layer and back by the same weights: what a restricted Boltzmann machine looks like, and
  /// some autoencoders do.
  var isBoltzmannShaped: Bool {
    guard tiesWeights == true, encoder.count == 1, case .dense(_, .sigmoid) = encoder[0] else {
      return false
    }
    return latent == .deterministic
  }

  /// The first layer has weights for each pixel, or for each of a window.
  var hasFilters: Bool {
    switch encoder.first {
    case .dense, .thinned, .convolution: true
    default: false
    }
  }

  /// Values of codes that are drawn one by one as bars.
  static let mostBars = 256

  /// There are more values in a code than a point of the plane has, and no more than can be drawn.
  fileprivate var hasTellingCodes: Bool {
    codeShape.pixels > 1 || (3...Self.mostBars).contains(latentCount)
  }
}
