public import ImageSets

extension LabeledImages {
  /// The shape of an image, as layers have it.
  public var shape: FeatureShape {
    FeatureShape(height: height, width: width, channels: channels)
  }
}

extension FeatureShape {
  /// The shape of an image in words: height and width, and channels where there are several.
  public var imageSummary: String { "\(height)x\(width)" + (channels == 1 ? "" : "x\(channels)") }

  /// What the numbers of an image are called: each is a pixel in gray, and one of three in color.
  public var valueName: String { channels == 1 ? "pixel" : "value" }
}
