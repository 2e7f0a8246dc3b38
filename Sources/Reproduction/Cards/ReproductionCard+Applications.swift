internal import Autoencoders
internal import Datasets
internal import ImageSets

extension ReproductionCard {
  static let anomaly = ReproductionCard(
    "R18", "anomalies by a deep autoencoder's combined score",
    [
      .experiment(
        anomalies(name: "one-class", epochs: 40) { [$0] },
        [
          .asked(Detection.meanAUROC, .atLeast(0.955), published: components("0.955")),
          .stretch(Detection.meanAUROC, .atLeast(0.970), published: components("0.955")),
          .shown(Detection.averagePrecision), .shown(Detection.falsePositives),
        ]),
      .experiment(
        anomalies(name: "leave-one-out", epochs: 10) { Set(0...9).subtracting([$0]) },
        [
          .stretch(Detection.meanAUROC, .atLeast(0.80), published: components("0.675")),
          .shown(Detection.digitOne, published: components("0.313")),
          .shown(Detection.averagePrecision), .shown(Detection.falsePositives),
        ]),
    ])

  private enum Detection {
    static let meanAUROC = ReproductionMetric.ofExperiment("mean AUROC over digits", decimals: 3)
    static let digitOne = ReproductionMetric.ofExperiment("AUROC of digit 1", decimals: 3)
    static let averagePrecision = ReproductionMetric.ofExperiment(
      "mean average precision", decimals: 3)
    static let falsePositives = ReproductionMetric.ofExperiment(
      "mean false positives at 95 % true ones", decimals: 3)
  }

  private static func components(_ value: String) -> String {
    "\(value), PCA of 32 components"
  }

  /// One model for each digit, trained on the classes that `normal` gives.
  private static func anomalies(
    name: String, epochs: Int, normal: @escaping @Sendable (UInt8) -> Set<UInt8>
  ) -> ReproductionExperiment {
    ReproductionExperiment(name: name) { setting in
      let preset = Preset.required("deep")
      var training = preset.training
      training.epochs = epochs
      training.batchSize = 128
      training.seed = setting.seed
      let experiment = AnomalyExperiment(
        model: preset.model, training: training, scores: [.combined])
      let metrics = try (UInt8(0)...9).map { digit in
        try experiment.metrics(
          normal: normal(digit), train: setting.dataset.train, test: setting.dataset.test,
          on: setting.engine)[0]
      }
      return [
        Detection.meanAUROC: SampleMean(metrics.map(\.areaUnderROC)).mean,
        Detection.averagePrecision: SampleMean(metrics.map(\.averagePrecision)).mean,
        Detection.falsePositives: SampleMean(metrics.map(\.falsePositiveRateAt95)).mean,
        Detection.digitOne: metrics[1].areaUnderROC,
      ]
    }
  }

  /// The last subjects are a curve of what a penalty and noise do to the classes in a code: from none, by
  /// halves, to that of the presets.
  static let retrieval = ReproductionCard(
    "R19", "codes that keep classes apart",
    [
      .preset(
        "ae-wide",
        [.asked(.neighborAccuracy, .atLeast(0.80), published: "0.412, PCA of 2 components")]),
      .preset(
        "deep",
        [
          .asked(
            .neighborAccuracy, .atLeast(0.965),
            published: "0.967, PCA of 32 components, 2000 test images"),
          .shown(.mapTrustworthiness), .shown(.probeError),
        ]),
      .preset(
        "vae-wide", isOurs: true,
        [
          .stretch(.neighborAccuracy, .atLeast(0.80), published: "0.412, PCA of 2 components"),
          .shown(.probeError),
        ]),
      .preset("tied", [.shown(.probeError)]),
      .varied(
        "contractive", as: "contractive-0.05",
        by: { $0.training.objective.penalty = .contraction(weight: 0.05) }, [.shown(.probeError)]),
      .preset(
        "contractive", [.stretch(.ratio(of: .probeError, to: "tied"), .atMost(0.999))]),
      .varied(
        "denoise-dense", as: "denoise-dense-0", by: { $0.model.corruption = nil },
        [.shown(.probeError)]),
      .varied(
        "denoise-dense", as: "denoise-dense-0.25",
        by: { $0.model.corruption = .gaussian(standardDeviation: 0.25) }, [.shown(.probeError)]),
      .preset(
        "denoise-dense",
        [.stretch(.ratio(of: .probeError, to: "denoise-dense-0"), .atMost(0.999))]),
    ])

  static let compression = ReproductionCard(
    "R20", "images as rounded codes",
    [
      .experiment(
        compressed(["simple", "deep", "conv"], as: "compression"),
        ["simple", "deep", "conv"].flatMap { code in
          [
            .asked(
              Rounding.errorBelowJPEG(code), .atMost(4.00), published: "4.00 in 240 bytes, JPEG",
              missed: Shortfall(
                reason: "what the code keeps of an image is too little, rounded or not",
                next: "a longer code, or a deeper model as that of deep-30"))
          ] + Rounding.curve(code)
        }),
      .experiment(
        compressed(["deep-30"], as: "compression-deep-30"), isOurs: true,
        [
          .asked(
            Rounding.errorBelowJPEG("deep-30"), .atMost(4.00), published: "4.00 in 240 bytes, JPEG")
        ] + Rounding.curve("deep-30")),
      .preset(
        "vae-burda", isOurs: true,
        [.stretch(.bitsPerPixel, .atMost(0.197), published: "0.197, bz2 of binary pixels")]),
    ])

  /// The metrics of codes that are rounded to some bits per value.
  private enum Rounding {
    /// Bits of each value of a code.
    static let rates = [4, 6, 8]
    /// Bytes an image that JPEG, for its headers, takes more than.
    static let limit = 100.0

    /// The least squared error per image at any of the rates that take less than the limit.
    static func errorBelowJPEG(_ preset: String) -> ReproductionMetric {
      .ofExperiment("squared error in at most 100 bytes per image, \(preset)", decimals: 3)
    }

    static func bytes(_ preset: String, _ bits: Int) -> ReproductionMetric {
      .ofExperiment("bytes per image, \(preset), \(bits) bits", decimals: 1)
    }

    static func error(_ preset: String, _ bits: Int) -> ReproductionMetric {
      .ofExperiment("squared error, \(preset), \(bits) bits", decimals: 3)
    }

    static func curve(_ preset: String) -> [ReproductionClaim] {
      rates.flatMap { bits in [.shown(bytes(preset, bits)), .shown(error(preset, bits))] }
    }
  }

  private static func compressed(
    _ presets: [String], as name: String
  ) -> ReproductionExperiment {
    ReproductionExperiment(name: name, presets: presets.map(Preset.required)) { setting in
      var values: [ReproductionMetric: Double] = [:]
      for trained in setting.models {
        let name = trained.preset.name
        let curve = ImageCompressor(model: trained.model, training: setting.dataset.train)
          .curve(of: setting.dataset.test, bits: Rounding.rates)
        for point in curve {
          values[Rounding.bytes(name, point.bits)] = point.fileBytes
          values[Rounding.error(name, point.bits)] = point.squaredError
        }
        values[Rounding.errorBelowJPEG(name)] =
          curve.filter { $0.fileBytes <= Rounding.limit }.map(\.squaredError).min() ?? .infinity
      }
      return values
    }
  }
}
