internal import FileFormats
internal import ImageSets

extension Dataset {
  /// Reads PNG and JPEG files of one size, `CLASS/*.png` in a folder, as torchvision's ImageFolder has them, or in its
  /// folders `train` and `test`. Classes are the names of their folders, in the order of their bytes; pictures that
  /// are in no such folder have none. Where nothing is to test on, a sixth of the pictures is.
  ///
  /// What is transparent is laid over black, and where one picture is in color, gray ones are made so too.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - name: of the data set, as it is shown; the folder's own when nil.
  public init(pictureFolder folder: String, name: String? = nil) throws(DatasetError) {
    try self.init(
      pictureFolder: folder, name: name ?? Self.name(ofPath: folder), DatasetReading())
  }

  fileprivate init(
    pictureFolder folder: String, name: String, _ reading: DatasetReading
  ) throws(DatasetError) {
    if reading.members != nil { throw .membersOfNoArchive(path: folder) }
    guard let files = PictureFolder(at: folder) else { throw .noImages(folder: folder) }
    guard files.classes.count <= LabeledImages.classLimit else {
      throw .tooManyClasses(place: folder, count: files.classes.count)
    }
    var stack = PictureStack()
    for picture in files.train + files.test { try stack.read(picture.path) }
    try self.init(Self.source(files, stack, folder: folder, name: name), reading)
  }

  private static func source(
    _ files: PictureFolder, _ stack: PictureStack, folder: String, name: String
  ) -> DatasetSource {
    let (cut, end) = (files.train.count, stack.count)
    func labels(_ pictures: [PictureFolder.Picture]) -> SourceArray? {
      guard !files.classes.isEmpty, !pictures.isEmpty else { return nil }
      return SourceArray(NPYArray(pictures.compactMap(\.label)), file: folder)
    }
    func images(_ range: Range<Int>) -> SourceArray? {
      range.isEmpty ? nil : SourceArray(stack.array(range), file: folder)
    }
    var source = DatasetSource(
      name: name, origin: .folder(folder),
      read: { part in
        switch part {
        case .trainImages: images(0..<cut)
        case .trainLabels: labels(files.train)
        case .testImages: images(cut..<end)
        case .testLabels: labels(files.test)
        }
      }, missing: { _ in .noImages(folder: folder) })
    source.classNames = files.classes
    let gray = stack.grayCount
    if gray > 0, gray < end { source.notes = [.grayAmongColor(count: gray, all: end)] }
    return source
  }
}

extension DatasetFormat {
  /// A folder of pictures.
  static let pictureFolder = DatasetFormat(
    isAt: { PictureFolder(at: $0) != nil },
    read: { path, name, reading throws(DatasetError) in
      try Dataset(pictureFolder: path, name: name, reading)
    })
}
