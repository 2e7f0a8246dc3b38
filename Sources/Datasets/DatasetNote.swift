/// Something that was made of a data set's files and that a person should know of.
public enum DatasetNote: Equatable, Sendable {
  /// The floats of `file` are whole numbers up to 255, and were read as such.
  case readUpTo255(file: String)
  /// The rows of `file` are read as images in color, all red before all green before all blue.
  case planes(file: String)
  /// The images of the set `name` are stored lying on their side and were turned upright.
  case turned(name: String)
  /// Labels begin at this number, and are counted from zero here.
  case labelsFrom(Int)
  /// The set `name` was read, and there are others beside it.
  case others(name: String, others: [String])
  /// So many of all pictures are gray, and are read as the others, in color.
  case grayAmongColor(count: Int, all: Int)
  /// The table to test on tells no classes where the one to train on does, and is left aside.
  case testWithoutLabels(file: String)
  /// There are no labels.
  case unlabeled
  /// There are no test images: `count` of `all` training images are tested on instead.
  case splitOff(count: Int, all: Int)
}
