internal import FileFormats
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
  /// The least label.
  var firstLabel = 0
  /// The names of classes, where the source tells them.
  var classNames: [String] = []
  /// What is to be known of the files.
  var notes: [DatasetNote] = []
}

extension Dataset {
  /// Puts a data set together. Labels may be missing, but not those of one part alone, and so may all that is
  /// tested on.
  ///
  /// - Parameter reading: how the arrays are read.
  init(_ source: DatasetSource, _ reading: DatasetReading) throws(DatasetError) {
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
    var notes = source.notes
    let train = try Self.split(images, labels, source, reading, &notes)
    let parts: (train: LabeledImages, test: LabeledImages)
    if let testImages {
      guard try testImages.imageCount() > 0 else { throw .noTestImagesIn(file: testImages.file) }
      let test = try Self.split(testImages, testLabels, source, reading, &notes)
      guard (test.height, test.width, test.channels) == (train.height, train.width, train.channels)
      else {
        throw .differentShapes(
          file: images.file, shape: images.array.shape, other: testImages.file,
          otherShape: testImages.array.shape)
      }
      parts = (train, test)
    } else {
      parts = try train.splittingOffTest(file: images.file)
      notes.append(.splitOff(count: parts.test.count, all: train.count))
    }
    if labels == nil { notes.append(.unlabeled) }
    if labels != nil, source.firstLabel != 0 { notes.append(.labelsFrom(source.firstLabel)) }
    let names = try source.namesOfClasses()
    self.init(
      name: source.name, origin: source.origin, train: parts.train.named(names),
      test: parts.test.named(names), notes: notes)
  }

  /// The images of one part, checked, with one label each or none at all.
  private static func split(
    _ images: SourceArray, _ labels: SourceArray?, _ source: DatasetSource,
    _ reading: DatasetReading, _ notes: inout [DatasetNote]
  ) throws(DatasetError) -> LabeledImages {
    let stack = try images.stack()
    guard stack.count > 0 else { throw .noImagesIn(file: images.file) }
    let classes = try labels?.labels(
      ofImages: stack.count, in: images.file, from: source.firstLabel)
    let bytes = try images.pixels(reading.pixels, &notes)
    if stack.areRows, stack.channels == 3 { notes.append(.planes(file: images.file)) }
    return LabeledImages(
      height: stack.height, width: stack.width, channels: stack.channels,
      pixels: stack.arranged(bytes), labels: classes)
  }
}

extension DatasetSource {
  /// The names of classes: those of the usual file, else the source's own, else those of a set that is known.
  fileprivate func namesOfClasses() throws(DatasetError) -> [String] {
    let written = try ClassNameFile.names(beside: origin)
    guard written.isEmpty else { return written }
    return classNames.isEmpty ? KnownClasses.names(ofOneOf: possibleNames) : classNames
  }

  /// Names by which its classes may be known: its own, and those of the folders it is in.
  fileprivate var possibleNames: [String] {
    switch origin {
    case .folder(let path):
      [name] + path.split(separator: "/").suffix(2).reversed().map(String.init)
    case .archive(let path): [name, Dataset.name(ofPath: path)]
    case .drawn: []
    }
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
