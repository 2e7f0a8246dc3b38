internal import Datasets
internal import FileFormats
internal import ProgramOptions

extension DatasetError: Explainable {
  var message: String {
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
    case .file(let error): error.message
    case .idx(let file, let error): "\(file): \(error.message)"
    case .array(let file, let error): "\(file): \(error.message)"
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

extension ArrayError: Explainable {
  var message: String {
    switch self {
    case .zip(let error): error.message
    case .npy(let error): error.message
    case .imageElement(let element):
      "has elements of type \(element); images are uint8, or float32 or float64 from 0 to 1"
    case .labelElement(let element):
      "has elements of type \(element); labels are uint8 or int64"
    }
  }
}
