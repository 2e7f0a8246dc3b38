internal import Autoencoders
internal import Datasets
internal import ProgramOptions

/// Options that several commands have; those of one command stand in its file.
extension Option {
  static var data: Option<String?> {
    // A file would set it over the run's own.
    data(otherwise: "the run's own; for a model file, the best found").onlyTyped
  }

  /// - Parameter otherwise: what is read where the option is not given.
  static func data(otherwise: String) -> Option<String?> {
    Option<String?>(
      "--data", .path("D", orWords: DatasetLocator.names), otherwise: otherwise,
      help: "images: mnist, fashion-mnist, digits, or a path"
    ).orVariable(DatasetLocator.variable)
  }

  static var split: Option<DataSplit> {
    Option<DataSplit>("--split", .choice, default: .test, help: "images to use")
  }

  static var seed: Option<UInt64> {
    Option<UInt64>("--seed", .seed, default: 0, help: "random seed")
  }

  static var threads: Option<Int> {
    Option<Int>(
      "--threads", .integer(1...Engine.maxThreads), default: ProgramEnvironment.processorCount,
      shown: "one per core", help: "threads to compute with")
  }

  static var json: Option<Bool> {
    Option<Bool>("--json", help: "print one JSON object instead of text")
  }
}

/// The half of a data set that a command uses.
enum DataSplit: String, CaseIterable {
  case test, train
}
