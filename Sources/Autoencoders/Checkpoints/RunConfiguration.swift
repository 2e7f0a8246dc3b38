/// A run's settings: enough to train it again, bit for bit, on the same data.
public struct RunConfiguration: Equatable, Sendable {
  /// The preset it started from.
  public var preset: String
  /// The model.
  public var model: ModelConfiguration
  /// How it is trained.
  public var training: TrainingConfiguration
  /// The images it is trained and tested on.
  public var dataset: DatasetReference
  /// The kernels it was trained with; others agree within rounding only.
  public var kernels: String

  /// A run's configuration.
  public init(
    preset: String, model: ModelConfiguration, training: TrainingConfiguration,
    dataset: DatasetReference, kernels: String
  ) {
    self.preset = preset
    self.model = model
    self.training = training
    self.dataset = dataset
    self.kernels = kernels
  }
}

/// The images a run saw.
public struct DatasetReference: Equatable, Sendable {
  /// The data set's name, as in `mnist`.
  public var name: String
  /// The name or absolute path by which the data set is found again.
  public var source: String
  /// Images to train on, held-out ones counted.
  public var trainImages: Int
  /// Images to test on.
  public var testImages: Int
  /// CRC-32 of all pixels and labels.
  public var fingerprint: UInt32
  /// The classes whose images alone were kept, in order; nil for all.
  public var classes: [UInt8]?
  /// The numbers of its files that were read as black and as white; nil where they were as the files' type has them.
  public var pixelRange: [Float]?
  /// The member of an archive that images were read from; nil where its names and shapes told it.
  public var imagesMember: String?
  /// The member of an archive that labels were read from.
  public var labelsMember: String?
  /// The names of classes that were given; nil for those that the data comes with.
  public var classNames: [String]?

  /// A reference to images that are on this machine.
  public init(
    name: String, source: String, trainImages: Int, testImages: Int, fingerprint: UInt32,
    classes: [UInt8]? = nil, pixelRange: [Float]? = nil
  ) {
    self.name = name
    self.source = source
    self.trainImages = trainImages
    self.testImages = testImages
    self.fingerprint = fingerprint
    self.classes = classes
    self.pixelRange = pixelRange
  }
}
