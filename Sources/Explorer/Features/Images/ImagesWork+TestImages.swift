internal import Autoencoders
internal import ImageSets

extension ImagesWork {
  /// Images whose errors are found between two looks whether anybody still waits for them.
  private static let chunk = 500
  /// Looking for the worst images is told of each time it took so many seconds more.
  private static let noteInterval = 0.3

  /// Hands over the page; where the errors of all images must be found first, the best that is known in
  /// between.
  func publishTestImages() {
    guard let images = bench.images else { return }
    var page = emptyPage
    if query.order.needsErrors {
      guard let errors = rank(images) else { return }
      page.errors = errors
    }
    fill(&page, images, page.errors)
    publish(page)
  }

  /// The errors of all images; nil where nobody waits for them any more.
  private func rank(_ images: LabeledImages) -> ImageErrors? {
    var errors = request.errors ?? ImageErrors(step: bench.step, corruption: query.corruption)
    var noted = 0.0
    while errors.values.count < images.count {
      guard bench.isWanted() else { return nil }
      findErrors(into: &errors, images)
      let seconds = bench.seconds()
      if seconds - noted > Self.noteInterval, errors.values.count < images.count {
        noted = seconds
        var page = emptyPage
        page.rankedCount = errors.values.count
        fill(&page, images, errors)
        publish(page)
      }
    }
    return errors
  }

  private func findErrors(into errors: inout ImageErrors, _ images: LabeledImages) {
    let first = errors.values.count
    errors.values +=
      Reconstruction(
        of: images, at: Array(first..<min(first + Self.chunk, images.count)), by: model,
        corruption: query.corruption, seed: Self.noiseSeed
      ).squaredErrors
  }

  /// The seed of noise and binarization that `eval`, `reconstruct` and `denoise` have unless told another.
  private static let noiseSeed: UInt64 = 0

  private func fill(_ page: inout ImagesPage, _ images: LabeledImages, _ errors: ImageErrors?) {
    let order = query.order.places(of: images, errors: errors?.values ?? [], seed: query.seed)
    let places = Array(order[query.places.clamped(to: order.indices)])
    let result = Reconstruction(
      of: images, at: places, by: model, corruption: query.corruption, seed: Self.noiseSeed)
    let (outputErrors, inputErrors) = (result.squaredErrors, result.inputSquaredErrors)
    let pixels = Double(images.pixelsPerImage)
    page.items = places.indices.map { index in
      let shown = pictures(result, index)
      return ImagesItem(
        number: images.numbers[places[index]],
        label: images.areLabeled ? images.labels[places[index]] : nil,
        pictures: shown.map(picture),
        error: outputErrors[index] / pixels, inputError: inputErrors[index] / pixels,
        code: result.codes[index])
    }
    guard query.sheet == .codes else { return }
    page.scale = page.items.flatMap { $0.code.map(abs) }.max() ?? 0
  }

  private func pictures(_ result: Reconstruction, _ index: Int) -> [[Float]] {
    let (input, output, target) = (
      result.inputs[index], result.outputs[index], result.targets[index]
    )
    return query.sheet == .restorations ? [input, output, target] : [input, output]
  }
}
