internal import Datasets
internal import FileFormats
internal import Foundation
internal import ProgramOptions

extension DatasetError: Explainable {
  var message: String {
    switch self {
    case .unknown(let name):
      "no data set '\(name)'\(suggestion(nearest(to: name, in: DatasetLocator.names))); known are "
        + DatasetLocator.names.joined(separator: ", ") + ", or give a path"
    case .notFound(let name, let searched):
      "\(name) is not on this machine; looked in \(searched.joined(separator: ", ")); "
        + "fetch it with latentwalk data fetch \(name), give its folder with --data, or use --data digits"
    case .noImages(let folder):
      "\(folder): holds no train-images-idx3-ubyte or train-images-idx3-ubyte.gz, no x_train.npy, and no PNG or JPEG "
        + "files, with or without a folder for each class"
    case .notData(let file, let kind):
      "\(file): \(kind.words); images are read from npz, npy, IDX and CSV files, or "
        + "from folders of npy, IDX, PNG or JPEG files"
    case .nothingAt(let variable, let path):
      "\(variable) names \(path), where no data set is; unset it, or name a folder of MNIST's files with it"
    case .missing(let file, let folder):
      "\(folder): \(file) or \(file).gz is missing; put it there, or get the whole set with latentwalk data fetch"
    case .file(let error): error.message
    case .idx(let file, let error): "\(file): \(error.message)"
    case .array(let file, let error): "\(file): \(error.message)"
    case .csv(let file, let error): error.message(of: file)
    case .tableColumns(let file, let pixels):
      "\(file): its rows have \(counted(pixels, "value")) besides a label, not those of a square image; a table has "
        + "a label, first or in a column called label, and 784 pixels of a 28x28 image, or 3 times as many in color"
    case .severalTables(let folder, let files):
      "\(folder): holds \(files.count) tables to train on; give one of them with --data, or the folder of one and "
        + "its table to test on alone: \(files.joined(separator: ", "))"
    case .compressed(let file, let error): "\(file): \(error.message)"
    case .labelText(let file, let index, let text):
      "\(file): label '\(printable(text))' of image \(index) is no whole number, as those before are; write all as "
        + "numbers, or all as words"
    case .picture(let file, let error): "\(file): \(error.message)"
    case .differentPictures(
      let file, let height, let width, let other, let otherHeight, let otherWidth):
      "\(file): is \(height)x\(width), and \(other) \(otherHeight)x\(otherWidth); pictures are of one size, scale or "
        + "remove those that differ"
    case .tooManyClasses(let place, let count):
      "\(place): has \(count) classes; there may be up to 255, leave some out"
    case .noMember(let name, let file, let members):
      "\(file): has no member \(name) and none that its shape shows to be images; \(list(members)); give --images "
        + "and --labels with the names of those to read"
    case .singleArray(let file):
      "\(file): is one array and no stack of images; a data set is x_train, y_train, x_test and y_test, in one "
        + "npz archive or as npy files in a folder, or train-images, train-labels, t10k-images and t10k-labels"
    case .pixelOutOfRange(let file, let image, let value, let least, let greatest):
      "\(file): a pixel of image \(image) is \(value), and pixels go from \(least) to \(greatest); "
        + "give --rescale MIN,MAX with the numbers that are black and white"
    case .pixelNotFinite(let file, let image, let pixel, let isNaN):
      "\(file): pixel \(pixel) of image \(image) is \(isNaN ? "not a number (NaN)" : "infinite"); fix or "
        + "remove that image"
    case .differentShapes(let file, let shape, let other, let otherShape):
      "\(file) and \(other) are of shapes \(shape) and \(otherShape); images to train and to test on are of one size, give two of one set"
    case .membersOfNoArchive(let path):
      "\(path): is no npz archive, and --images and --labels name members of one; leave them out"
    case .notNames(let file): "\(file): is no text; names of classes stand one a line, in UTF-8"
    case .tooManyNames(let file, let count):
      "\(file): has \(count) lines; there may be up to 255 classes, remove the rest"
    case .noImagesIn(let file): "\(file): holds no images; images to train on are needed"
    case .noTestImagesIn(let file):
      "\(file): holds no images; leave it and its labels out, and a part of the training images is tested on"
    case .onlyImage(let file):
      "\(file): holds one image, and none to test on; two or more are needed"
    case .notImages(let file, let shape):
      "\(file): shape \(shape) is not that of a stack of images; save it as one of N x 28 x 28, or of N x 784"
    case .notLabels(let file, let shape):
      "\(file): shape \(shape) is not that of a list of labels; save a whole number for each image, or a row with "
        + "one 1 and else zeros"
    case .notOneHot(let file, let index):
      "\(file): the row of image \(index) has not one 1 and else zeros, as one-hot labels have; fix that row, or "
        + "save labels as whole numbers"
    case .counts(let imageFile, let images, let labelFile, let labels):
      "\(text(of: imageFile, has: images, "image", labelFile, has: labels, "label")); as many of both are needed"
    case .imageSize(let file, let height, let width):
      "\(file): images are \(height)x\(width); from 1x1 to 128x128 can be read, scale them down"
    case .label(let file, let index, let value) where value < 0:
      "\(file): label \(value) of image \(index) is below 0; labels are whole numbers from 0 on, number the classes so"
    case .label(let file, let index, let value):
      "\(file): label \(value) of image \(index) is none of the 255 that there may be, from 0 to 254; number the classes so"
    case .noLabels(let name):
      "the images of \(name) have no labels, which this needs; give data that has"
    case .noImagesOf(let classes, let name):
      "\(name) has no images of class \(classes.map(String.init).joined(separator: ", ")); give other classes"
    }
  }
}

extension ArrayError: Explainable {
  var message: String {
    switch self {
    case .zip(let error): error.message
    case .npy(let error): error.message
    case .labelElement(let element):
      "has elements of type \(element); labels are integers, or one-hot rows, save them so"
    }
  }
}

/// What two files hold, or two members of an archive, with the place of both named once.
private func text(
  of first: String, has firstCount: Int, _ firstNoun: String, _ second: String,
  has secondCount: Int, _ secondNoun: String
) -> String {
  let shared = first.commonPrefix(with: second)
  let end =
    shared.range(of: ": ", options: .backwards) ?? shared.range(of: "/", options: .backwards)
  let place = end.map { shared[..<$0.upperBound] } ?? ""
  let name = place.hasSuffix("/") ? "\(place.dropLast()): " : place
  return "\(name)\(first.dropFirst(place.count)) has \(counted(firstCount, firstNoun)), "
    + "\(second.dropFirst(place.count)) has \(counted(secondCount, secondNoun))"
}

/// The members of an archive, the first few of many.
private func list(_ members: [String]) -> String {
  guard !members.isEmpty else { return "it has none" }
  let shown = members.prefix(6).map {
    printable($0.hasSuffix(".npy") ? String($0.dropLast(4)) : $0)
  }
  return "it has \(shown.joined(separator: ", "))" + (members.count > shown.count ? ", ..." : "")
}

extension DatasetNote {
  /// What was made of the files at `place`, in one line.
  func message(of place: String) -> String {
    switch self {
    case .readUpTo255(let file):
      "\(file): its floats are whole numbers up to 255, and are read as such; give --rescale 0,1 where they are not"
    case .planes(let file):
      "\(file): its rows are read as square images in color, all red before all green before all blue"
    case .turned(let name):
      "\(place): the images of \(name) lie on their side and are turned upright"
    case .labelsFrom(let first): "\(place): labels begin at \(first) and are counted from 0 here"
    case .others(let name, let others):
      "\(place): \(name) is read; for another give \(place)/ and one of \(others.joined(separator: ", "))"
    case .grayAmongColor(let count, let all):
      "\(place): \(count) of the \(all) pictures are gray and are read as the others, in color"
    case .testWithoutLabels(let file):
      "\(file): has no labels, as the table to train on has, and is left aside"
    case .unlabeled: "\(place): has no labels; what is about classes is left out"
    case .splitOff(let count, let all):
      "\(place): has no test images; \(count) of the \(all) training images are tested on and not trained on, "
        + "always the same ones"
    }
  }
}
