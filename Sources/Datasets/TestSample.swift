public import FileFormats
public import ImageSets

/// Some of a data set's test images, kept beside a model for whoever has not the rest: an npz archive of `images`,
/// their `numbers` in the data set, and `labels` where there are any.
public struct TestSample: Equatable, Sendable {
  /// The images, which know their numbers.
  public let images: LabeledImages

  /// A sample of images that are there already.
  public init(_ images: LabeledImages) { self.images = images }

  /// The name of the file for a data set.
  public static func fileName(for dataset: String) -> String { "\(dataset)-test.npz" }

  /// Reads a file of such images.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - dataset: the name of the data set that they are of.
  ///   - classNames: the names of classes; nil for those of the data set, where it is a known one.
  public init(
    contentsOf path: String, of dataset: String, classNames: [String]? = nil
  ) throws(DatasetError) {
    let file = try ArrayFile(path)
    guard let array = file.array(named: Member.images) else {
      throw .noMember(Member.images, file: path, members: file.names)
    }
    let stack = try array.stack()
    var notes: [DatasetNote] = []
    let pixels = stack.arranged(try array.pixels(PixelReading(), &notes))
    let labels = try file.array(named: Member.labels)?.labels(ofImages: stack.count, in: path)
    let numbers = file.array(named: Member.numbers)?.array.integers
    if let numbers, numbers.count != stack.count {
      throw .counts(
        imageFile: path, images: stack.count, labelFile: path, labels: numbers.count)
    }
    images = LabeledImages(
      height: stack.height, width: stack.width, channels: stack.channels, pixels: pixels,
      labels: labels, classNames: classNames ?? KnownClasses.names(ofOneOf: [dataset]),
      numbers: numbers)
  }

  /// The bytes of the file, deflated.
  ///
  /// - Throws: `ZipWriterError` for more images than an archive holds.
  public func fileBytes() throws(ZipWriterError) -> [UInt8] {
    let channels = images.channels == 1 ? [] : [images.channels]
    let pixels = NPYArray(
      element: .uint8, shape: [images.count, images.height, images.width] + channels,
      bytes: images.pixels)
    let labels = NPYArray(element: .uint8, shape: [images.count], bytes: images.labels)
    return try npzBytes(
      of: [(Member.images, pixels), (Member.numbers, NPYArray(images.numbers))]
        + (images.areLabeled ? [(Member.labels, labels)] : []),
      isCompressed: true)
  }

  private enum Member {
    static let (images, numbers, labels) = ("images", "numbers", "labels")
  }
}
