package import FileFormats

/// An array as it was read, and where.
package struct SourceArray {
  package let array: NPYArray
  /// The file, and the member where that is an archive.
  let file: String

  /// Parses the bytes of an npy file.
  package init(npy bytes: [UInt8], file: String) throws(DatasetError) {
    do { array = try NPYArray(parsing: bytes) } catch { throw .array(file: file, .npy(error)) }
    self.file = file
  }

  /// Parses the bytes of an IDX file.
  package init(idx bytes: [UInt8], file: String) throws(DatasetError) {
    let idx: IDXArray
    do { idx = try IDXArray(parsing: bytes) } catch { throw .idx(file: file, error) }
    array = NPYArray(element: .uint8, shape: idx.shape, bytes: idx.bytes)
    self.file = file
  }

  /// Whether the array may be a stack of images.
  var hasImages: Bool { Self.stackedImages(array.shape) != nil }

  /// How many images the array has, each of 28x28 numbers.
  package func imageCount() throws(DatasetError) -> Int {
    guard let stack = Self.stackedImages(array.shape) else {
      throw .notImages(file: file, shape: array.shape)
    }
    guard stack.height == Dataset.imageSide, stack.width == Dataset.imageSide else {
      throw .imageSize(file: file, height: stack.height, width: stack.width)
    }
    return stack.count
  }

  /// The images that an array of this shape has: N x height x width, with an axis of one channel last or second,
  /// or N rows of 784 pixels; nil for any other.
  private static func stackedImages(_ shape: [Int]) -> (count: Int, height: Int, width: Int)? {
    let side = Dataset.imageSide
    switch shape.count {
    case 2: return shape[1] == side * side ? (shape[0], side, side) : nil
    case 3: return (shape[0], shape[1], shape[2])
    case 4 where shape[3] == 1: return (shape[0], shape[1], shape[2])
    case 4 where shape[1] == 1: return (shape[0], shape[2], shape[3])
    default: return nil
    }
  }
}
