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
    let table = try ImageTable(bytes, file: path)
    try self.init(
      DatasetSource(name: name, origin: .archive(path), train: table, test: nil), reading)
  }
}

extension DatasetSource {
  /// The images of a table, and those of one to test on; that one is left aside where it tells no classes and the
  /// first does.
  init(
    name: String, origin: Dataset.Origin, train: ImageTable, test: ImageTable?
  ) throws(DatasetError) {
    let isBlind = train.classTexts != nil && test?.classTexts == nil
    let tested = isBlind ? nil : test
    let columns = [train, tested].compactMap { table in
      table.flatMap { table in table.classTexts.map { (table.file, $0) } }
    }
    let classes = train.classTexts == nil ? nil : try TableClasses(columns)
    let labels = classes?.labels.enumerated().map { part, labels in
      SourceArray(NPYArray(labels), file: columns[part].0)
    }
    self.init(
      name: name, origin: origin,
      read: { part in
        switch part {
        case .trainImages: train.images
        case .trainLabels: labels?[0]
        case .testImages: tested?.images
        case .testLabels: tested == nil ? nil : labels?[1]
        }
      }, missing: { _ in .noImagesIn(file: train.file) })
    classNames = classes?.names ?? []
    if isBlind, let test { notes.append(.testWithoutLabels(file: test.file)) }
  }
}
