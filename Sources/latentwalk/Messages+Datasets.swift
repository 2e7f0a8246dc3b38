internal import Datasets
internal import FileFormats
internal import ProgramOptions

extension DatasetError {
  var text: String {
    switch self {
    case .unknown(let name):
      "no data set '\(name)'\(suggestion(nearest(to: name, in: DatasetLocator.names))); known are "
        + DatasetLocator.names.joined(separator: ", ") + ", or give a path"
    case .notFound(let name, let searched):
      "\(name) is not on this machine; looked in \(searched.joined(separator: ", ")); "
        + "give its folder with --data, or use --data digits"
    case .noImages(let folder):
      "\(folder): holds no train-images-idx3-ubyte or train-images-idx3-ubyte.gz, and no x_train.npy"
    case .missing(let file, let folder): "\(folder): \(file) or \(file).gz is missing"
    case .file(let error): error.text
    case .idx(let file, let error): "\(file): \(error.text)"
    case .array(let file, let error): "\(file): \(error.text)"
    case .singleArray(let file):
      "\(file): is one array; a data set is x_train, y_train, x_test and y_test, in one npz archive or "
        + "as npy files in a folder"
    case .pixelOutOfRange(let file, let image, let value):
      "\(file): a pixel of image \(image) is \(value), outside 0 to 1; scale float images to that range, "
        + "or store them as uint8"
    case .pixelNotANumber(let file, let image):
      "\(file): a pixel of image \(image) is not a number (NaN); fix or remove that image"
    case .noImagesIn(let file):
      "\(file): holds no images; both training and test images are needed"
    case .notImages(let file, let shape): "\(file): shape \(shape) is not that of a stack of images"
    case .notLabels(let file, let shape): "\(file): shape \(shape) is not that of a list of labels"
    case .counts(let imageFile, let images, let labelFile, let labels):
      "\(imageFile) has \(images) images but \(labelFile) has \(labels) labels"
    case .imageSize(let file, let height, let width):
      "\(file): images are \(height)x\(width), 28x28 is needed"
    case .label(let file, let index, let value):
      "\(file): label \(value) of image \(index) is not from 0 to 9"
    case .noImagesOf(let classes, let name):
      "\(name) has no images of class \(classes.map(String.init).joined(separator: ", "))"
    }
  }
}

extension IDXError {
  fileprivate var text: String {
    switch self {
    case .wrongMagic(let bytes):
      "starts with \(bytes.map { String($0, radix: 16) }.joined(separator: " ")), which is no IDX "
        + "file of unsigned bytes"
    case .wrongLength(let expected, let found):
      "the header promises \(expected) bytes of data, \(found) are there; the file is damaged"
    case .dimensionsTooLarge(let shape): "the header's shape \(shape) is too large to be true"
    case .compressed(let error): error.text
    }
  }
}

extension ArrayError {
  fileprivate var text: String {
    switch self {
    case .zip(.notZip): "no npz archive"
    case .zip(.noSuchMember(let name)):
      "the archive has no member \(name); x_train, y_train, x_test and y_test are needed"
    case .zip(.unsupportedMethod(let method)): "compression method \(method) is not supported"
    case .zip(.truncated): "the archive ends too early"
    case .zip(.compressed(let error)): error.text
    case .zip(.wrongChecksum(let name)): "the checksum of \(name) is wrong; the file is damaged"
    case .npy(let error): error.text
    case .imageElement(let element):
      "has elements of type \(element); images are uint8, or float32 or float64 from 0 to 1"
    case .labelElement(let element):
      "has elements of type \(element); labels are uint8 or int64"
    }
  }
}

extension NPYError {
  fileprivate var text: String {
    switch self {
    case .notNPY: "is no npy array"
    case .unsupportedVersion(let version): "npy version \(version) is not supported"
    case .malformedHeader: "the npy header is damaged"
    case .unsupportedElement(let element):
      "has elements of type \(printable(element)); uint8, int64, float32 and float64 can be read"
    case .columnMajor: "is stored column by column; save numpy.ascontiguousarray of it"
    case .wrongLength(let expected, let found):
      "the header promises \(expected) bytes of data, \(found) are there; the file is damaged"
    }
  }
}
