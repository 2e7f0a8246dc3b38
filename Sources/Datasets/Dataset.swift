internal import FileFormats
public import ImageSets

/// Images to train on and images to test on, with where they came from.
///
/// Images are of any one shape up to 128x128, gray or in color, of any classes or of none. For images of your own, make
/// `LabeledImages` of them; no data set is needed to train.
public struct Dataset: Equatable, Sendable {
  /// `mnist`, `fashion-mnist`, `digits`, or the name of the folder or file.
  public let name: String
  /// The place the images came from.
  public let origin: Origin
  /// The images to train on.
  public let train: LabeledImages
  /// The images to test on.
  public let test: LabeledImages
  /// What was made of the files that goes without saying for nobody.
  public let notes: [DatasetNote]

  /// A place that images come from.
  public enum Origin: Equatable, Sendable {
    /// The folder at this path.
    case folder(String)
    /// The npz archive, the one array or the table at this path.
    case archive(String)
    /// Drawn by `digits(seed:train:test:)`.
    case drawn(seed: UInt64)
  }

  /// A data set of images that are there already.
  public init(
    name: String, origin: Origin, train: LabeledImages, test: LabeledImages,
    notes: [DatasetNote] = []
  ) {
    self.name = name
    self.origin = origin
    self.train = train
    self.test = test
    self.notes = notes
  }

  /// Whether every image has a class.
  public var isLabeled: Bool { train.areLabeled && test.areLabeled }

  /// The images of these classes alone, to train on and to test on.
  ///
  /// - Throws: `DatasetError.noLabels` where the images have none, or `DatasetError.noImagesOf` where there are none
  ///   of either.
  public func keeping(classes: Set<UInt8>) throws(DatasetError) -> Dataset {
    try requireLabels()
    let kept = Dataset(
      name: name, origin: origin, train: train.keeping(classes: classes),
      test: test.keeping(classes: classes), notes: notes)
    guard kept.train.count > 0, kept.test.count > 0 else {
      throw .noImagesOf(classes: classes.sorted(), name: name)
    }
    return kept
  }

  /// Checks that the images have labels, for what is about classes.
  ///
  /// - Throws: `DatasetError.noLabels` where they have none.
  public func requireLabels() throws(DatasetError) {
    guard isLabeled else { throw .noLabels(name: name) }
  }

  /// The name of the class with number `label`, which is the number itself where it has none.
  public func className(_ label: Int) -> String { train.className(label) }

  /// How many classes there are: those that are named, and those up to the greatest label.
  public var classCount: Int {
    max(train.classNames.count, Int(max(train.labels.max() ?? 0, test.labels.max() ?? 0)) + 1)
  }

  /// The classes that no training image is of; none where images have no labels.
  public var untrainedClasses: [Int] {
    guard isLabeled else { return [] }
    let present = Set(train.labels)
    return (0..<classCount).filter { !present.contains(UInt8($0)) }
  }

  /// The same images with these names of classes.
  public func named(_ classNames: [String]) -> Dataset {
    Dataset(
      name: name, origin: origin, train: train.named(classNames), test: test.named(classNames),
      notes: notes)
  }

  /// CRC-32 of all pixels and labels: tells whether two runs saw the same images.
  public var fingerprint: UInt32 {
    crc32(
      [train.pixels, train.labels, test.pixels, test.labels].flatMap { crc32($0).bytes })
  }
}

extension UInt32 {
  fileprivate var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
