internal import FileFormats
internal import ImageSets

extension Dataset {
  /// Reads a table as text, a row for each image: its class, first or in a column called label, class or target, and
  /// the pixels of a square image, gray, or in color all red before all green before all blue. Classes are whole
  /// numbers, or words in the order of the alphabet. A sixth of the images is tested on.
  ///
  /// Pixels are whole numbers from 0 to 255, or floats from 0 to 1.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: of the data set, as it is shown; the file's own when nil.
  public init(csvFile path: String, name: String? = nil) throws(DatasetError) {
    try self.init(
      csvBytes: DataFile(path).bytes(), path: path, name: name ?? Self.name(ofPath: path),
      DatasetReading())
  }

  package init(
    csvBytes bytes: [UInt8], path: String, name: String, _ reading: DatasetReading
  ) throws(DatasetError) {
    if reading.members != nil { throw .membersOfNoArchive(path: path) }
    let (layout, columns) = try Self.columns(bytes, path)
    let images = SourceArray(
      NPYArray(pixels: columns, rowLength: layout.pixels), file: path)
    let classes = layout.label == nil ? nil : try TableClasses(columns.texts, file: path)
    let labels = classes.map { SourceArray(NPYArray($0.labels), file: path) }
    var source = DatasetSource(
      name: name, origin: .archive(path),
      read: { part in
        switch part {
        case .trainImages: images
        case .trainLabels: labels
        case .testImages, .testLabels: nil
        }
      }, missing: { _ in .noImagesIn(file: path) })
    source.classNames = classes?.names ?? []
    try self.init(source, reading)
  }

  private static func columns(
    _ bytes: [UInt8], _ path: String
  ) throws(DatasetError) -> (TableLayout, CSVTable.Columns) {
    let table: CSVTable
    do { table = try CSVTable(parsing: bytes) } catch { throw .csv(file: path, error) }
    let layout = TableLayout(firstLine: table.firstLine)
    guard layout.isOfImages else { throw .tableColumns(file: path, pixels: layout.pixels) }
    do {
      return (
        layout,
        try table.columns(
          hasHeader: layout.hasHeader, text: layout.label, leavingOut: layout.leftOut)
      )
    } catch { throw .csv(file: path, error) }
  }
}

extension NPYArray {
  /// Rows of pixels: bytes where all are whole numbers up to 255, truth values where they are zero and one alone, and
  /// else floats.
  fileprivate init(pixels: CSVTable.Columns, rowLength: Int) {
    let numbers = pixels.numbers
    let shape = [numbers.count / max(rowLength, 1), rowLength]
    guard pixels.areWhole, numbers.allSatisfy({ $0 >= 0 && $0 <= 255 }) else {
      self.init(numbers, shape: shape)
      return
    }
    let element: Element = numbers.allSatisfy { $0 <= 1 } ? .bool : .uint8
    self.init(element: element, shape: shape, bytes: numbers.map { UInt8($0) })
  }
}
