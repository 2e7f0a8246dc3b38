/// Something that was made of a data set's files and that a person should know of.
public enum DatasetNote: Equatable, Sendable {
  /// The floats of `file` are whole numbers up to 255, and were read as such.
  case readUpTo255(file: String)
  /// There are no labels.
  case unlabeled
  /// There are no test images: `count` of `all` training images are tested on instead.
  case splitOff(count: Int, all: Int)
}
