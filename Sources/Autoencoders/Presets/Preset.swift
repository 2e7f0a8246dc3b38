/// A model with the way to train it, and where both come from.
public struct Preset: Equatable, Sendable {
  /// The name it is asked for by.
  public var name: String
  /// One line that says what it is.
  public var summary: String
  /// Where the setting comes from.
  public var source: String
  /// Caveats to know before comparing numbers.
  public var notes: [String]
  /// The model that is trained.
  public var model: ModelConfiguration
  /// How it is trained.
  public var training: TrainingConfiguration

  /// A preset of your own.
  public init(
    name: String, summary: String, source: String, notes: [String] = [],
    model: ModelConfiguration, training: TrainingConfiguration
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.notes = notes
    self.model = model
    self.training = training
  }
}

extension Preset {
  /// Every preset, the default first.
  public static let all: [Preset] = [
    vae, vaeKeras, vaeKeras2017, vaeLowNoise, vaeWide, vaeConv, vaePyTorch,
    vaeBeta, vaeCyclic, vaeFreeBits, vaeCapacity,
    meanField, meanFieldDynamic, autoregressive, burdaVAE, iwae, iwaeWide, dreg,
    ae, aeWide, simple, simpleAdadelta, simpleAdadeltaFirst, simpleAdadeltaLater,
    simpleAdadeltaSlow, sparse, sparse2016, sparseKeras3, sparseActivation, thinned,
    deep, deepAdadelta, deep30, stacked, rbm, tied, contractive,
    conv, convAdadelta, convOvercomplete, denoise, denoiseKeras2017, unet, denoiseDense,
    denoiseMasking, denoiseSaltPepper, vaeContinuous, vaeGaussian, vaeBinary, vaeBinaryFixed,
  ]

  /// The preset called `name`, now or in an earlier version.
  public static func named(_ name: String) -> Preset? {
    let name = formerNames[name] ?? name
    return all.first { $0.name == name }
  }

  private static let formerNames = [
    "vae-seed": "vae-keras-2017", "denoise-seed": "denoise-keras-2017",
  ]
}
