/// Everything that decides what a model computes; with the parameters it is the model.
public struct ModelConfiguration: Equatable, Sendable {
  /// Rows of pixels of an image.
  public var imageHeight: Int
  /// Pixels in a row of an image.
  public var imageWidth: Int
  /// Values of a pixel: 1 in gray, 3 in color.
  public var imageChannels: Int
  /// From the image to the code, or to the features that the posterior's heads read.
  public var encoder: [LayerConfiguration]
  /// The distribution of the code.
  public var latent: Latent
  /// From the code to one logit for each value of an image.
  public var decoder: [LayerConfiguration]
  /// The distribution of an image that the logits describe.
  public var likelihood: Likelihood
  /// The corruption of the images that a denoising model is fed; its target stays clean.
  public var corruption: Corruption?
  /// How pixels are made black or white before anything else, where they are.
  public var binarization: Binarization?
  /// The decoder's layers have the encoder's weights, transposed, the last layer's first.
  public var tiesWeights: Bool?

  /// A model of images of one shape; `validate` tells whether the parts fit.
  public init(
    imageHeight: Int = 28, imageWidth: Int = 28, imageChannels: Int = 1,
    encoder: [LayerConfiguration], latent: Latent,
    decoder: [LayerConfiguration], likelihood: Likelihood = .bernoulli,
    corruption: Corruption? = nil, binarization: Binarization? = nil, tiesWeights: Bool? = nil
  ) {
    self.imageHeight = imageHeight
    self.imageWidth = imageWidth
    self.imageChannels = imageChannels
    self.encoder = encoder
    self.latent = latent
    self.decoder = decoder
    self.likelihood = likelihood
    self.corruption = corruption
    self.binarization = binarization
    self.tiesWeights = tiesWeights
  }

  /// Values of an image: height times width times channels.
  public var pixelCount: Int { imageShape.count }
  /// The shape of an image.
  public var imageShape: FeatureShape {
    FeatureShape(height: imageHeight, width: imageWidth, channels: imageChannels)
  }

  /// The shape in which the encoder gets an image: as it is, or, where the first layer takes no image of
  /// several channels, as the vector of its values in the order of memory, channels last.
  var inputShape: FeatureShape {
    guard let first = encoder.first, first.outputShape(for: imageShape) == nil else {
      return imageShape
    }
    return .vector(pixelCount)
  }

  /// The shape of the encoder's output: the code, or the features that the posterior's heads read.
  var featureShape: FeatureShape {
    Self.outputShapes(of: encoder, for: inputShape).last ?? inputShape
  }

  /// The shape of a code, which may still be an image of several channels.
  public var codeShape: FeatureShape {
    latent.dimensions.map(FeatureShape.vector) ?? featureShape
  }

  /// Numbers in a code.
  public var latentCount: Int { codeShape.count }

  /// Codes are samples of a posterior.
  public var isVariational: Bool { latent != .deterministic }
  var isTied: Bool { tiesWeights ?? false }

  /// Numbers in a row that `Autoencoder.encode` gives: mean and log-variance of each latent, or the code.
  public var statisticsCount: Int { isVariational ? 2 * latentCount : latentCount }

  /// How many images to work on at a time when there are `images`: all of them, or, where layers keep
  /// images of several channels, as many as the processor's cache holds.
  public func capacity(for images: Int) -> Int {
    let imagesInCache = 32
    return keepsImages ? min(images, imagesInCache) : images
  }

  /// Some layer gives images of several channels.
  private var keepsImages: Bool {
    let shapes =
      Self.outputShapes(of: encoder, for: inputShape)
      + Self.outputShapes(of: decoder, for: codeShape)
    return shapes.contains { $0.pixels > 1 && $0.channels > 1 }
  }

  /// The shape that each layer gives, up to the first that cannot take what it gets.
  static func outputShapes(
    of layers: [LayerConfiguration], for input: FeatureShape
  ) -> [FeatureShape] {
    var shapes: [FeatureShape] = []
    for layer in layers {
      guard let shape = layer.outputShape(for: shapes.last ?? input) else { break }
      shapes.append(shape)
    }
    return shapes
  }

  /// The function behind a code that a dense layer gives; nil where another layer gives it.
  var denseCodeActivation: Activation? {
    (encoder.last?.specification as? Dense.Specification)?.activation
  }

  /// The code is the encoder's output, and the decoder has the encoder's layers, all dense, the other way
  /// round.
  var hasMirroredLayers: Bool {
    func units(_ layers: [LayerConfiguration]) -> [Int?] {
      layers.map { ($0.specification as? Dense.Specification)?.units }
    }
    let widths = [pixelCount] + units(encoder)
    return !isVariational && !widths.contains(nil)
      && units(decoder) == widths.dropLast().reversed()
  }

  /// Names, shapes and places of all parameters.
  package var layout: ParameterLayout { ModelLayers(self, capacity: 0).layout }

  /// Trained numbers in all.
  public var parameterCount: Int { layout.parameterCount }
}
