internal import ImageSets

/// One of the four arrays that a data set is made of.
enum DatasetPart: CaseIterable {
  case trainImages, trainLabels, testImages, testLabels
}

/// Where the arrays of a data set are.
struct DatasetSource {
  let name: String
  let origin: Dataset.Origin
  /// Reads an array; nil where there is none.
  let read: (DatasetPart) throws(DatasetError) -> SourceArray?
  /// The error for an array that is needed.
  let missing: (DatasetPart) -> DatasetError
}

extension Dataset {
  /// Puts a data set together. Labels may be missing, but not those of one part alone, and so may all that is
  /// tested on.
  ///
  /// - Parameter pixels: how pixels are read.
  init(_ source: DatasetSource, _ pixels: PixelReading) throws(DatasetError) {
    func required(_ part: DatasetPart) throws(DatasetError) -> SourceArray {
      guard let array = try source.read(part) else { throw source.missing(part) }
      return array
    }
    let images = try required(.trainImages)
    let labels = try source.read(.trainLabels)
    let testLabels = try source.read(.testLabels)
    if labels == nil, testLabels != nil { throw source.missing(.trainLabels) }
    let testImages =
      testLabels == nil ? try source.read(.testImages) : try required(.testImages)
    if labels != nil, testImages != nil, testLabels == nil { throw source.missing(.testLabels) }
    var notes: [DatasetNote] = []
    let train = try Self.split(images, labels, pixels, &notes)
    let parts: (train: LabeledImages, test: LabeledImages)
    if let testImages {
      guard try testImages.imageCount() > 0 else { throw .noTestImagesIn(file: testImages.file) }
      parts = (train, try Self.split(testImages, testLabels, pixels, &notes))
    } else {
      parts = try train.splittingOffTest(file: images.file)
      notes.append(.splitOff(count: parts.test.count, all: train.count))
    }
    if labels == nil { notes.append(.unlabeled) }
    self.init(
      name: source.name, origin: source.origin, train: parts.train, test: parts.test, notes: notes)
  }

  /// The images of one part, checked: 28x28, with one label from 0 to 9 each or none at all.
  private static func split(
    _ images: SourceArray, _ labels: SourceArray?, _ pixels: PixelReading,
    _ notes: inout [DatasetNote]
  ) throws(DatasetError) -> LabeledImages {
    let count = try images.imageCount()
    guard count > 0 else { throw .noImagesIn(file: images.file) }
    let classes = try labels?.labels(ofImages: count, in: images.file)
    let bytes = try images.pixels(pixels, &notes)
    return LabeledImages(height: imageSide, width: imageSide, pixels: bytes, labels: classes)
  }
}

extension LabeledImages {
  private static let heldBackShare = 6

  /// All images but a sixth, and that sixth: always the same ones, drawn with seed 0.
  fileprivate func splittingOffTest(
    file: String
  ) throws(DatasetError) -> (train: LabeledImages, test: LabeledImages) {
    guard count > 1 else { throw .onlyImage(file: file) }
    var random = SplitMix64(seed: 0, index: 0)
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, random.index(below: last + 1))
    }
    let cut = max(1, count / Self.heldBackShare)
    return (choosing(order[cut...].sorted()), choosing(order[..<cut].sorted()))
  }
}
