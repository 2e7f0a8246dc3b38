public import FileFormats

/// Why a data set cannot be had.
public enum DatasetError: Error, Equatable {
  /// Neither one of `DatasetLocator.names` nor a path.
  case unknown(String)
  /// A known data set that is in none of the places searched.
  case notFound(name: String, searched: [String])
  /// A folder that holds no data set.
  case noImages(folder: String)
  /// An IDX file that a folder lacks, without and with `.gz`.
  case missing(file: String, folder: String)
  /// A file that holds no data set, for what its first bytes show; nil where they show nothing.
  case notData(file: String, FileKind?)
  /// The environment variable `variable` names a place without a data set.
  case nothingAt(variable: String, path: String)
  /// A file that cannot be read.
  case file(FileError)
  /// A file that is no IDX array.
  case idx(file: String, IDXError)
  /// A file, or a member of an archive, that is no array of images or labels.
  case array(file: String, ArrayError)
  /// A file that is no table of numbers.
  case csv(file: String, CSVError)
  /// A table whose rows have so many pixels as no square image has.
  case tableColumns(file: String, pixels: Int)
  /// A folder of several tables to train on.
  case severalTables(folder: String, files: [String])
  /// A file that gzip compressed and that is damaged.
  case compressed(file: String, DeflateError)
  /// A label that is no number where those before are: that of image number `index`, counted from zero.
  case labelText(file: String, index: Int, text: String)
  /// A file that is no picture.
  case picture(file: String, RasterImageError)
  /// Two pictures of different sizes.
  case differentPictures(
    file: String, height: Int, width: Int, other: String, otherHeight: Int, otherWidth: Int)
  /// More classes than there may be, in a folder or a file.
  case tooManyClasses(place: String, count: Int)
  /// An archive without training images, and the members that it has.
  case noMember(String, file: String, members: [String])
  /// One array that is no stack of images, where a data set has four.
  case singleArray(file: String)
  /// A pixel that is beyond the range that is read, in image number `image`, counted from zero; all pixels go from
  /// `least` to `greatest`.
  case pixelOutOfRange(file: String, image: Int, value: Float, least: Float, greatest: Float)
  /// A pixel that is infinite or NaN: number `pixel` of image number `image`, both counted from zero.
  case pixelNotFinite(file: String, image: Int, pixel: Int, isNaN: Bool)
  /// Images for training and for testing of different shapes.
  case differentShapes(file: String, shape: [Int], other: String, otherShape: [Int])
  /// Members are named of what is no archive.
  case membersOfNoArchive(path: String)
  /// A file of names of classes that is no text.
  case notNames(file: String)
  /// A file of more names than there may be classes.
  case tooManyNames(file: String, count: Int)
  /// An array of no images to train on.
  case noImagesIn(file: String)
  /// An array of no images to test on, where there need be no such array.
  case noTestImagesIn(file: String)
  /// One image alone, of which none can be tested on.
  case onlyImage(file: String)
  /// An array of a shape that no stack of images has.
  case notImages(file: String, shape: [Int])
  /// An array of a shape that no list of labels has.
  case notLabels(file: String, shape: [Int])
  /// A row of zeros and ones, that of image number `index`, of which not one alone is one.
  case notOneHot(file: String, index: Int)
  /// As many labels as there are images are needed.
  case counts(imageFile: String, images: Int, labelFile: String, labels: Int)
  /// Images that are larger than images may be.
  case imageSize(file: String, height: Int, width: Int)
  /// A label below zero or beyond those that there may be, that of image number `index`, counted from zero.
  case label(file: String, index: Int, value: Int)
  /// Images without labels where classes are asked for.
  case noLabels(name: String)
  /// One of the splits has no image of any of these classes.
  case noImagesOf(classes: [UInt8], name: String)
}

/// Why a file, or a member of an npz archive, is no array of images or labels.
public enum ArrayError: Error, Equatable {
  /// No archive, or one without the member.
  case zip(ZipError)
  /// The bytes are no npy array.
  case npy(NPYError)
  /// Elements of this type cannot be labels.
  case labelElement(String)
}
