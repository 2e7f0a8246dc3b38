internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import Pictures
internal import ProgramOptions

let encodeCommand = Command(
  "encode", .one("RUN|MODEL"),
  "write the codes of all images as an npy array, or a picture of some",
  details: """
    The array has a float32 row per image: the mean of each latent, then the log-variance of each
    where the model is variational, then the label where there is one. A convolutional code is laid out as PyTorch has
    it, channels first: [channel, row, column].

    The picture has the codes of the first images side by side, black the least value of them all and
    white the greatest. A convolutional code's feature maps stand below one another; the values of a
    vector fill the rows of a rectangle.
    """,
  options: .images + OptionList(.split, .format(encodeFormats), .count, .threads, .out)
    + .model,
  completion: .models,
  examples: [
    "latentwalk encode runs/vae --split train --out codes.npy",
    "latentwalk encode runs/conv --format png --out maps.png",
  ]
) { arguments in
  let output = try arguments.output(encodeFormats)
  let isPicture = output.format == .png
  if !isPicture {
    try arguments.refuse(.count, because: "the array has all images; --format png draws some")
  }
  let (data, split, count) = (try arguments.dataRequest(), arguments[.split], arguments[.count])
  let threads = arguments[.threads]
  let stored = try arguments.storedModel()
  return {
    let all = try stored.dataset(data, .current)[split]
    let images = isPicture ? all.prefix(count) : all
    let model = try stored.autoencoder(threads: threads)
    let configuration = model.configuration
    let statistics = Evaluator(images: images, model: configuration, capacity: model.capacity)
      .posteriors(model)
    try output.write(
      isPicture
        ? picture(statistics, of: configuration)
        : table(statistics, images, configuration))
    return 0
  }
}

private let encodeFormats: [OutputFormat] = [.npy, .png]

extension Option {
  fileprivate static var count: Option<Int> {
    Option<Int>("--count", .integer(1...1000), default: 10, help: "images in the picture")
  }
}

extension Dataset {
  subscript(split: DataSplit) -> LabeledImages { split == .train ? train : test }
}

/// An array with a row of statistics, and label where there is one, for each image, channels first.
private func table(
  _ statistics: [Float], _ images: LabeledImages, _ model: ModelConfiguration
) -> [UInt8] {
  let columns = model.statisticsCount
  let latents = model.latentCount
  let rows = (0..<images.count).flatMap { row in
    let parts = stride(from: row * columns, to: (row + 1) * columns, by: latents)
    return parts.flatMap { model.codeShape.channelsFirst(Array(statistics[$0..<$0 + latents])) }
      + (images.areLabeled ? [Float(images.labels[row])] : [])
  }
  return NPYArray(rows, shape: [images.count, columns + (images.areLabeled ? 1 : 0)]).fileBytes()
}

/// The codes as small pictures.
private func picture(_ statistics: [Float], of model: ModelConfiguration) -> [UInt8] {
  let starts = stride(from: 0, to: statistics.count, by: model.statisticsCount)
  let codes = starts.map { Array(statistics[$0..<$0 + model.latentCount]) }
  return ImageSheet(codes: codes, shape: model.codeShape).pngBytes(scale: 10)
}
