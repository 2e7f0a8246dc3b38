package import FileFormats

/// An array as it was read, and where.
package struct SourceArray {
  package let array: NPYArray
  /// The file, and the member where that is an archive.
  let file: String
  /// Images are stored column by column, as EMNIST's are.
  private var liesOnSide = false
  /// A row of several integers belongs to each image, the first of them its class, as in QMNIST.
  var isTable = false

  /// An array that was made of a file of another form.
  init(_ array: NPYArray, file: String) {
    self.array = array
    self.file = file
  }

  /// Parses the bytes of an npy file.
  package init(npy bytes: [UInt8], file: String) throws(DatasetError) {
    do { array = try NPYArray(parsing: bytes) } catch { throw .array(file: file, .npy(error)) }
    self.file = file
  }

  /// Parses the bytes of an IDX file.
  ///
  /// - Parameter liesOnSide: whether each image is stored column by column.
  package init(idx bytes: [UInt8], file: String, liesOnSide: Bool = false) throws(DatasetError) {
    let idx: IDXArray
    do { idx = try IDXArray(parsing: bytes) } catch { throw .idx(file: file, error) }
    array = NPYArray(element: idx.element, shape: idx.shape, bytes: idx.bytes)
    self.file = file
    self.liesOnSide = liesOnSide
    isTable = idx.element == .int32 && idx.shape.count == 2
  }

  /// The images that the array may hold; nil where it is of another shape.
  var possibleStack: ImageStack? {
    let stack = ImageStack(shape: array.shape)
    return liesOnSide ? stack?.turned : stack
  }

  /// The images that the array holds.
  func stack() throws(DatasetError) -> ImageStack {
    guard let stack = possibleStack else { throw .notImages(file: file, shape: array.shape) }
    guard stack.hasImageSize else {
      throw .imageSize(file: file, height: stack.height, width: stack.width)
    }
    return stack
  }

  /// How many images the array has.
  package func imageCount() throws(DatasetError) -> Int { try stack().count }
}
