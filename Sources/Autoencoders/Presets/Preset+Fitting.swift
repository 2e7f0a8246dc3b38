/// Why a preset makes no model of images of a shape.
public enum PresetError: Error, Equatable {
  /// The layers of `preset` make no images of the shape `image`: they make them `reduction` times smaller and larger
  /// again, or, where that is 1, are of one shape alone. The presets of the names `fitting` do.
  case doesNotFit(preset: String, image: FeatureShape, reduction: Int, fitting: [String])
}

extension Preset {
  /// The preset for images of a shape: its model's sizes, and its summary, follow from the images.
  ///
  /// - Parameter image: the shape of the images.
  /// - Throws: `PresetError.doesNotFit` where its layers cannot make such images.
  public func fitted(to image: FeatureShape) throws(PresetError) -> Preset {
    guard let fitted = model.fitted(to: image) else {
      throw .doesNotFit(
        preset: name, image: image, reduction: model.reduction,
        fitting: Preset.all.filter { $0.model.fitted(to: image) != nil }.map(\.name))
    }
    guard fitted != model else { return self }
    var training = training
    if case .l1(let weight)? = training.objective.penalty, training.gradientUnit == .pixel {
      // As a share of a mean over pixels it stays what it was.
      let ratio = Double(fitted.pixelCount) / Double(model.pixelCount)
      training.objective.penalty = .l1(weight: weight * ratio)
    }
    return Preset(
      name: name, summary: summary(for: fitted), source: source, notes: notes, model: fitted,
      training: training)
  }

  /// The summary with the sizes of another model in the place of its own.
  private func summary(for fitted: ModelConfiguration) -> String {
    func size(_ shape: FeatureShape) -> String {
      "\(shape.height)x\(shape.width)x\(shape.channels)"
    }
    return summary.replacing("\(model.pixelCount)", with: "\(fitted.pixelCount)")
      .replacing("code of \(size(model.codeShape))", with: "code of \(size(fitted.codeShape))")
  }
}
