internal import FileFormats
internal import ImageSets

/// Pictures of one size, read from files of their own; where one is in color, all are kept so.
struct PictureStack {
  private var images: [RasterImage] = []
  private var first = ""

  /// How many of the pictures are gray.
  var grayCount: Int { images.count { $0.channels == 1 } }
  /// How many there are.
  var count: Int { images.count }

  /// Reads a file.
  ///
  /// - Throws: `DatasetError` where it is no picture, or one of another size than those before.
  mutating func read(_ path: String) throws(DatasetError) {
    let bytes = try DataFile(path).bytes()
    let image: RasterImage
    do { image = try RasterImage(parsing: bytes, sideLimit: LabeledImages.sideLimit) } catch {
      throw .picture(file: path, error)
    }
    if let other = images.first {
      guard (image.height, image.width) == (other.height, other.width) else {
        throw .differentPictures(
          file: path, height: image.height, width: image.width, other: first,
          otherHeight: other.height, otherWidth: other.width)
      }
    } else {
      first = path
    }
    images.append(image)
  }

  /// The pictures at some places as one array.
  func array(_ range: Range<Int>) -> NPYArray {
    let channels = images.map(\.channels).max() ?? 1
    let (height, width) = (images.first?.height ?? 0, images.first?.width ?? 0)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(range.count * height * width * channels)
    for image in images[range] { pixels += channels == 3 ? image.colorPixels : image.pixels }
    return NPYArray(
      element: .uint8, shape: [range.count, height, width, channels], bytes: pixels)
  }
}
