public import FileFormats
public import ImageSets

/// Images to train on and images to test on, with where they came from.
///
/// Images are 28x28 and labeled from 0 to 9. For images of another size, or of your own, make
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

  /// A place that images come from.
  public enum Origin: Equatable, Sendable {
    /// The folder at this path.
    case folder(String)
    /// The npz archive at this path.
    case archive(String)
    /// Drawn by `digits(seed:train:test:)`.
    case drawn(seed: UInt64)
  }

  /// A data set of images that are there already.
  public init(name: String, origin: Origin, train: LabeledImages, test: LabeledImages) {
    self.name = name
    self.origin = origin
    self.train = train
    self.test = test
  }

  /// The images of these classes alone, to train on and to test on.
  ///
  /// - Throws: `DatasetError.noImagesOf` where there are none of either.
  public func keeping(classes: Set<UInt8>) throws(DatasetError) -> Dataset {
    let kept = Dataset(
      name: name, origin: origin, train: train.keeping(classes: classes),
      test: test.keeping(classes: classes))
    guard kept.train.count > 0, kept.test.count > 0 else {
      throw .noImagesOf(classes: classes.sorted(), name: name)
    }
    return kept
  }

  /// The name of the class with number `label`: that of the garment in Fashion-MNIST, else the number.
  public func className(_ label: Int) -> String {
    name == "fashion-mnist" && Self.fashionClasses.indices.contains(label)
      ? Self.fashionClasses[label] : String(label)
  }

  /// The classes that no training image is of.
  public var untrainedClasses: [Int] {
    let present = Set(train.labels)
    return (0..<Self.classCount).filter { !present.contains(UInt8($0)) }
  }

  private static let fashionClasses = [
    "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot",
  ]

  /// CRC-32 of all pixels and labels: tells whether two runs saw the same images.
  public var fingerprint: UInt32 {
    crc32(
      [train.pixels, train.labels, test.pixels, test.labels].flatMap { crc32($0).bytes })
  }
}

extension UInt32 {
  fileprivate var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}

/// Why a data set cannot be had.
public enum DatasetError: Error, Equatable {
  /// Neither one of `DatasetLocator.names` nor a path.
  case unknown(String)
  /// A known data set that is in none of the places searched.
  case notFound(name: String, searched: [String])
  /// A folder that holds no data set.
  case noImages(folder: String)
  /// An IDX file that a folder lacks, without and with `.gz`.
  case missing(file: String, folder: String)
  /// A file that cannot be read.
  case file(FileError)
  /// A file that is no IDX array.
  case idx(file: String, IDXError)
  /// A file, or a member of an archive, that is no array of images or labels.
  case array(file: String, ArrayError)
  /// One npy file where a data set is made of four.
  case singleArray(file: String)
  /// A pixel that is not from 0 to 1, in image number `image`, counted from zero.
  case pixelOutOfRange(file: String, image: Int, value: Float)
  /// A pixel that is NaN, in image number `image`, counted from zero.
  case pixelNotANumber(file: String, image: Int)
  /// An array of no images at all.
  case noImagesIn(file: String)
  /// An array of a shape other than images, height and width.
  case notImages(file: String, shape: [Int])
  /// An array of a shape other than one dimension.
  case notLabels(file: String, shape: [Int])
  /// As many labels as there are images are needed.
  case counts(imageFile: String, images: Int, labelFile: String, labels: Int)
  /// Images that are not 28x28.
  case imageSize(file: String, height: Int, width: Int)
  /// A label that is not from 0 to 9, that of image number `index`, counted from zero.
  case label(file: String, index: Int, value: Int)
  /// One of the splits has no image of any of these classes.
  case noImagesOf(classes: [UInt8], name: String)
}

/// Why a file, or a member of an npz archive, is no array of images or labels.
public enum ArrayError: Error, Equatable {
  /// No archive, or one without the member.
  case zip(ZipError)
  /// The bytes are no npy array.
  case npy(NPYError)
  /// Elements of this type cannot be pixels.
  case imageElement(String)
  /// Elements of this type cannot be labels.
  case labelElement(String)
}

extension Dataset {
  static let imageSide = 28
  static let classCount = 10

  /// The parts of one split, checked: 28x28 images, one label from 0 to 9 each.
  static func split(
    images: (shape: [Int], bytes: [UInt8], file: String),
    labels: (shape: [Int], bytes: [UInt8], file: String)
  ) throws(DatasetError) -> LabeledImages {
    guard images.shape.count == 3 else {
      throw .notImages(file: images.file, shape: images.shape)
    }
    guard labels.shape.count == 1 else {
      throw .notLabels(file: labels.file, shape: labels.shape)
    }
    let (count, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    guard height == imageSide, width == imageSide else {
      throw .imageSize(file: images.file, height: height, width: width)
    }
    guard count > 0 else { throw .noImagesIn(file: images.file) }
    guard count == labels.shape[0] else {
      throw .counts(
        imageFile: images.file, images: count, labelFile: labels.file, labels: labels.shape[0])
    }
    if let index = labels.bytes.firstIndex(where: { $0 >= classCount }) {
      throw .label(file: labels.file, index: index, value: Int(labels.bytes[index]))
    }
    return LabeledImages(height: height, width: width, pixels: images.bytes, labels: labels.bytes)
  }
}
