internal import Autoencoders
internal import Datasets
internal import ProgramOptions

/// The images that a command is asked to read.
struct DataRequest: Sendable {
  /// The name or path of a data set; nil for the run's own, or the best there is.
  var place: String?
  /// The numbers of its files that are black and white; nil where they are as their type has them.
  var pixelRange: ClosedRange<Float>?
}

extension Option {
  static var rescale: Option<ClosedRange<Float>?> {
    Option<ClosedRange<Float>?>(
      "--rescale", .pixelRange, otherwise: "as the files' type has them",
      help: "the numbers that are black and white in files")
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
  /// What `--data` and `--rescale` say.
  var dataRequest: DataRequest {
    DataRequest(place: self[.data], pixelRange: self[.rescale])
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
    let range = request.pixelRange ?? (isRecorded ? recorded?.pixels : nil)
    let dataset = try locator(range).find(request.place ?? recorded?.source)
    guard let classes else { return dataset }
    return try dataset.keeping(classes: Set(classes))
  }
}

extension DatasetReference {
  /// The range that pixels were read by.
  var pixels: ClosedRange<Float>? {
    pixelRange.flatMap { $0.count == 2 && $0[0] < $0[1] ? $0[0]...$0[1] : nil }
  }
}
