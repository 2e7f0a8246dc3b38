internal import Autoencoders
internal import Datasets
internal import ProgramOptions

/// The images that a command is asked to read.
struct DataRequest: Sendable {
  /// The name or path of a data set; nil for the run's own, or the best there is.
  var place: String?
  /// The numbers of its files that are black and white; nil where they are as their type has them.
  var pixelRange: ClosedRange<Float>?
  /// The members of an archive that hold images and labels; nil for those that its names and shapes tell.
  var members: ArchiveMembers?
  /// A file of names of classes; nil for those that the data comes with.
  var names: String?
}

extension OptionList {
  /// The images that a command reads.
  static let images = OptionList(.data) + .dataFiles

  /// How files of images are read.
  static let dataFiles = OptionList(.rescale, .imagesMember, .labelsMember, .classNames)
}

extension Option {
  static var rescale: Option<ClosedRange<Float>?> {
    Option<ClosedRange<Float>?>(
      "--rescale", .pixelRange, otherwise: "as the files' type has them",
      help: "the numbers that are black and white in files"
    ).ofLists
  }
}

extension Option {
  static var imagesMember: Option<String?> {
    Option<String?>(
      "--images", .text("KEY"), otherwise: "told by names and shapes",
      help: "the member of an npz archive that holds the images")
  }

  static var labelsMember: Option<String?> {
    Option<String?>(
      "--labels", .text("KEY"), otherwise: "none with --images",
      help: "the member that holds their classes; with --codes, also an npy file of them")
  }

  static var classNames: Option<String?> {
    Option<String?>(
      "--names", .path(), otherwise: "classes.txt beside the data, if it is there",
      help: "a file of the classes' names, one a line")
  }
}

extension OptionValue<ClosedRange<Float>> {
  /// Two numbers, the second above the first.
  fileprivate static var pixelRange: Self {
    Self(
      "MIN,MAX", expected: "two numbers that rise, as in 0,255",
      parse: { text in
        let ends = text.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], low < high,
          (high - low).isFinite
        else { return nil }
        return low...high
      },
      text: { "\($0.lowerBound),\($0.upperBound)" })
  }
}

extension Arguments {
  /// What `--data` and the options for its files say.
  ///
  /// - Parameter data: the option that names the data.
  func dataRequest(_ data: Option<String?> = .data) throws(UsageError) -> DataRequest {
    let (images, labels) = (self[.imagesMember], self[.labelsMember])
    if images == nil {
      try refuse(.labelsMember, because: "it goes with --images, the member of the images")
    }
    return DataRequest(
      place: self[data], pixelRange: self[.rescale],
      members: images.map { ArchiveMembers(images: $0, labels: labels) }, names: self[.classNames])
  }
}

extension ProgramEnvironment {
  /// The data set that is asked for, or else the one that a run saw, reduced to the images of some classes where
  /// they are given.
  func dataset(
    _ request: DataRequest, recorded: DatasetReference?, classes: [UInt8]?
  ) throws(DatasetError) -> Dataset {
    // Data that a person names has numbers of its own, unless it is what the run saw.
    let isRecorded = request.place == nil || request.place == recorded?.source
    let known = isRecorded ? recorded : nil
    var dataset = try locator(
      request.pixelRange ?? known?.pixels, request.members ?? known?.members
    )
    .find(request.place ?? recorded?.source)
    if let names = try request.givenNames ?? known?.classNames { dataset = dataset.named(names) }
    guard let classes else { return dataset }
    return try dataset.keeping(classes: Set(classes))
  }
}

extension DataRequest {
  /// The names of classes in the file that was given; nil where none was.
  var givenNames: [String]? {
    get throws(DatasetError) {
      guard let names else { return nil }
      return try ClassNameFile(contentsOf: names).names
    }
  }
}

extension DatasetReference {
  /// The members of an archive that were read; nil for those that its names and shapes tell.
  var members: ArchiveMembers? {
    imagesMember.map { ArchiveMembers(images: $0, labels: labelsMember) }
  }

  /// The range that pixels were read by.
  var pixels: ClosedRange<Float>? {
    pixelRange.flatMap { $0.count == 2 && $0[0] < $0[1] ? $0[0]...$0[1] : nil }
  }
}
