public import FileFormats
public import ImageSets

/// Images to train on and images to test on, with where they came from.
public struct Dataset: Equatable, Sendable {
  /// `mnist`, `fashion-mnist`, `digits`, or the name of the folder or file.
  public let name: String
  public let origin: Origin
  public let train: LabeledImages
  public let test: LabeledImages

  public enum Origin: Equatable, Sendable {
    case folder(String)
    case archive(String)
    /// Drawn by the program from a seed.
    case drawn(seed: UInt64)
  }

  public init(name: String, origin: Origin, train: LabeledImages, test: LabeledImages) {
    self.name = name
    self.origin = origin
    self.train = train
    self.test = test
  }

  /// The images of these classes alone, to train on and to test on.
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
  /// Neither a known name nor a path: `known` names, and the nearest where one is close.
  case unknown(String)
  /// A known data set that is on none of the places searched.
  case notFound(name: String, searched: [String])
  case noImages(folder: String)
  case missing(file: String, folder: String)
  case file(FileError)
  case idx(file: String, IDXError)
  case array(file: String, ArrayError)
  /// One npy file where a data set is made of four.
  case singleArray(file: String)
  case pixelOutOfRange(file: String, image: Int, value: Float)
  case pixelNotANumber(file: String, image: Int)
  case noImagesIn(file: String)
  case notImages(file: String, shape: [Int])
  case notLabels(file: String, shape: [Int])
  case counts(imageFile: String, images: Int, labelFile: String, labels: Int)
  case imageSize(file: String, height: Int, width: Int)
  case label(file: String, index: Int, value: Int)
  /// One of the splits has no image of any of these classes.
  case noImagesOf(classes: [UInt8], name: String)
}

/// Why a file, or a member of an npz archive, is no array of images or labels.
public enum ArrayError: Error, Equatable {
  case zip(ZipError)
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
