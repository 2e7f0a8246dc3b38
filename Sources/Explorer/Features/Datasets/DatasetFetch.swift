internal import Autoencoders
internal import Synchronization

/// A data set on its way, between the thread that fetches it and the screen: how far it is, and whether it is wanted.
public final class DatasetFetch: Sendable {
  private struct Box {
    var progress: FetchProgress
    var rate = WorkRate(over: DatasetFetch.window)
    var isNew = false
    var isWanted = true
    var outcome: FetchOutcome?
  }

  /// Seconds over which the rate is taken.
  private static let window = 10.0

  /// The name of the data set.
  public let dataset: String
  private let start = ContinuousClock().now
  private let box: Mutex<Box>

  /// A fetch that is yet to begin.
  public init(_ dataset: String) {
    self.dataset = dataset
    box = Mutex(Box(progress: FetchProgress(dataset: dataset)))
  }

  /// Whether anybody still waits for it.
  public var isWanted: Bool { box.withLock(\.isWanted) }

  /// Tells how much of a file has come.
  ///
  /// - Parameters:
  ///   - bytes: bytes of the file that are here.
  ///   - total: all of its bytes; nil where that is not known.
  ///   - file: the number of the file, from one on.
  ///   - files: how many files there are.
  public func report(bytes: Int, of total: Int?, file: Int, of files: Int) {
    let seconds = (ContinuousClock().now - start) / .seconds(1)
    box.withLock { box in
      if box.progress.file != file { box.rate = WorkRate(over: Self.window) }
      box.rate.note(Double(bytes), at: seconds)
      box.progress = FetchProgress(
        dataset: dataset, file: file, files: files, bytes: bytes, total: total,
        secondsLeft: total.flatMap { box.rate.seconds(for: Double($0 - bytes)) })
      box.isNew = true
    }
  }

  /// Nobody waits for it any more.
  func stop() { box.withLock { $0.isWanted = false } }

  /// Tells what came of it.
  func end(_ outcome: FetchOutcome) { box.withLock { $0.outcome = outcome } }

  /// The news since the last call; nil where there are none.
  func takeNews() -> FetchNews? {
    box.withLock { box in
      if let outcome = box.outcome { return .ended(dataset, outcome) }
      defer { box.isNew = false }
      return box.isNew ? .progress(box.progress) : nil
    }
  }
}

/// How far a data set on its way is.
public struct FetchProgress: Equatable, Sendable {
  /// Its name.
  public var dataset: String
  /// The number of the file that comes, from one on; zero before the first.
  public var file = 0
  /// How many files there are.
  public var files = 0
  /// Bytes of that file that are here.
  public var bytes = 0
  /// All of its bytes; nil where that is not known.
  public var total: Int?
  /// Seconds until it is whole; nil while that is not known.
  public var secondsLeft: Double?

  /// How far a data set is.
  public init(
    dataset: String, file: Int = 0, files: Int = 0, bytes: Int = 0, total: Int? = nil,
    secondsLeft: Double? = nil
  ) {
    self.dataset = dataset
    self.file = file
    self.files = files
    self.bytes = bytes
    self.total = total
    self.secondsLeft = secondsLeft
  }
}

/// What came of fetching a data set.
public enum FetchOutcome: Equatable, Sendable {
  /// It is here.
  case fetched
  /// A person wanted no more of it.
  case stopped
  /// It could not be had, for the reason given.
  case failed(String)
}

/// What is new of a data set on its way.
public enum FetchNews: Equatable, Sendable {
  /// It is so far.
  case progress(FetchProgress)
  /// Nothing more comes of the one of this name.
  case ended(String, FetchOutcome)
}
