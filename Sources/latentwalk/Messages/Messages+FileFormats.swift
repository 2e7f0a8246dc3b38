internal import FileFormats
internal import Foundation
internal import ProgramOptions

extension FileError: Explainable {
  var message: String {
    switch operation {
    case .read: "cannot read \(path): \(reason)"
    case .write: "cannot write \(path): \(reason)"
    case .create: "cannot create the folder \(path): \(reason)"
    case .readSpecial(let nature): "\(path): \(nature.words), and a file is needed"
    case .replace(let nature):
      "will not write \(path): what stands there \(nature.words); move that away, or write elsewhere"
    }
  }

  /// Why, for a line that has no room for more.
  var shortMessage: String {
    switch operation {
    case .read, .write, .create: reason
    case .readSpecial(let nature), .replace(let nature): "what stands there \(nature.words)"
    }
  }

  /// The system's words for what went wrong.
  var reason: String { systemText(code) }
}

/// The system's words for an error number, as in "No such file or directory".
private func systemText(_ code: Int32) -> String {
  guard let code = POSIXErrorCode(rawValue: code) else { return "error \(code)" }
  let description = POSIXError(code).localizedDescription
  return description.firstRange(of: "completed. ").map { String(description[$0.upperBound...]) }
    ?? description
}

extension DeflateError: Explainable {
  var message: String {
    switch self {
    case .truncated(let produced):
      "the compressed data ends too early, after \(produced) bytes came out; fetch the file again"
    case .corrupt(let produced):
      "the compressed data is damaged after \(produced) bytes; fetch the file again"
    case .tooLarge(let limit):
      "its \(limit) bytes and more are too many for what they are compressed to, or than it promises; "
        + "unpack it first if it is to be trusted"
    }
  }
}

extension ZipError: Explainable {
  var message: String {
    switch self {
    case .notZip(let kind):
      "\(kind.words), not a zip archive; give the file that was saved, and fetch it again where it should be one"
    case .noSuchMember(let name):
      "the archive has no member \(printable(name)); save it anew with that"
    case .encrypted(let name): "\(printable(name)) asks for a password; save it without"
    case .unsupportedMethod(let method):
      "compression method \(method) is not supported; save the archive with deflate, or uncompressed"
    case .truncated: "the archive ends too early; fetch or save it again"
    case .compressed(let error): error.message
    case .wrongChecksum(let name):
      "the checksum of \(printable(name)) is wrong; the file is damaged, fetch or save it again"
    }
  }
}

extension ZipWriterError: Explainable {
  var message: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "its \(bytes) bytes are more than the \(limit) that an npz archive holds; --format safetensors has no such limit"
    case .tooManyMembers(let limit):
      "it has more than the \(limit) arrays that an npz archive counts; --format safetensors has no such limit"
    }
  }
}

extension IDXError: Explainable {
  var message: String {
    switch self {
    case .wrongMagic(let bytes):
      "starts with \(bytes.map { String($0, radix: 16) }.joined(separator: " ")), which is not an IDX "
        + "file; give one, or an npz archive or npy array"
    case .wrongLength(let expected, let found):
      "the header promises \(expected) bytes of data, \(found) are there; the file is damaged, fetch it again"
    case .otherKind(let kind): "\(kind.words), not an IDX file; give that, or fetch it again"
    case .dimensionsTooLarge(let shape):
      "the header's shape \(shape) is too large to be true; the file is damaged, fetch it again"
    case .compressed(let error): error.message
    }
  }
}

extension CSVError: Explainable {
  var message: String { message(of: "the table") }

  /// The words for what is wrong with a file.
  func message(of file: String) -> String {
    switch self {
    case .noRows: "\(file): holds no row of values; write a line for each image"
    case .tooManyFields(let line, let limit):
      "\(file), line \(line): has more than \(limit) values; write a line for each image"
    case .fieldCount(let line, let expected, let found):
      "\(file), line \(line): has \(counted(found, "value")) where the first line has \(expected); fix or remove that line"
    case .notNumber(let line, let column, let text):
      "\(file), line \(line): value \(column) is '\(printable(String(text.prefix(60))))', not a number; fix or remove "
        + "that line"
    }
  }
}

extension RasterImageError: Explainable {
  var message: String {
    switch self {
    case .otherKind(let kind): "\(kind.words), not a PNG or JPEG image; save it as one"
    case .damaged(let kind): "\(kind.words) that is damaged or cut short; fetch or save it again"
    case .tooLarge(let height, let width, let limit):
      "is a picture of \(height)x\(width); up to \(limit)x\(limit) can be read, scale it down"
    case .unsupportedColors:
      "has the colors of print, which are not read; save it in gray or in red, green and blue"
    case .noMemory: "there is no memory for the picture; end other programs, or scale it down"
    }
  }
}

extension NPYError: Explainable {
  var message: String {
    switch self {
    case .notNPY(let kind): "\(kind.words), not an npy array; save it with numpy.save"
    case .unsupportedVersion(let version):
      "npy version \(version) is not supported; save the array again with numpy.save"
    case .malformedHeader:
      "its npy header is not one that NumPy reads; save the array again with numpy.save"
    case .unsupportedElement(let element):
      "has elements of type \(printable(String(element.prefix(60))))\(longDouble(element)); integers, booleans and "
        + "floats of 16, 32 and 64 bits can be read, convert it with astype"
    case .wrongLength(let expected, let found):
      "the header promises \(expected) bytes of data, \(found) are there; the file is damaged, fetch or save it again"
    case .dimensionsTooLarge(let shape):
      "the header's shape \(shape) is too large to be true; the file is damaged, fetch or save it again"
    }
  }
}

extension SafeTensorsError: Explainable {
  var message: String {
    switch self {
    case .otherKind(let kind):
      "\(kind.words), not a safetensors file; give the file that was saved, or fetch it again"
    case .headerLength: "is not a safetensors file, or is cut short; fetch or save it again"
    case .malformedHeader: "the safetensors header is damaged; fetch or save the file again"
    case .duplicateKey(let key):
      "the safetensors header names '\(printable(key))' twice; save the file again"
    case .unknownElement(let element, let tensor):
      "tensor \(printable(tensor)) has the unknown type '\(printable(element))'; save it as float32"
    case .wrongSize(let tensor, let expected, let found):
      "tensor \(printable(tensor)) should take \(expected) bytes and takes \(found); the file is damaged, fetch or save "
        + "it again"
    case .dimensionsTooLarge(let tensor, let shape):
      "tensor \(printable(tensor)) has the shape \(shape), too large to be true; the file is damaged, fetch or save it "
        + "again"
    case .notContiguous(let tensor):
      (tensor.map { "tensor \(printable($0)) does not lie where the one before ends" }
        ?? "the tensors do not fill the file")
        + "; the file is damaged or cut short, fetch or save it again"
    }
  }
}

extension CompressedCodesError: Explainable {
  var message: String {
    switch self {
    case .notCompressedCodes: "was not written by latentwalk compress; give a file of its --out"
    case .truncated: "is cut short; copy it again, or compress the images anew"
    case .wrongChecksum: "the checksum is wrong; copy the file again, or compress the images anew"
    case .malformed:
      "its header describes no codes; copy the file again, or compress the images anew"
    case .compressed(let error): error.message
    case .rangeCoded(let error): error.message
    }
  }
}

extension RangeCoderError: Explainable {
  var message: String {
    switch self {
    case .truncated: "its codes end too early; copy the file again, or compress the images anew"
    case .corrupt: "its codes are damaged; copy the file again, or compress the images anew"
    }
  }
}

extension AnimatedPNGError: Explainable {
  var message: String {
    switch self {
    case .noFrames: "there are no pictures to join; train with --pictures-every N"
    case .notPNG(let frame): "picture \(frame + 1) is not a whole PNG file; remove it"
    case .differentHeader(let frame):
      "picture \(frame + 1) is not of the size of the first; remove those of another size"
    }
  }
}

/// The name of NumPy's long doubles, which are of another length on every kind of machine.
private func longDouble(_ element: String) -> String {
  ["f16", "f12", "longdouble", "float128", "'g'"].contains(where: element.contains)
    ? " (long double)" : ""
}

extension FileNature {
  /// What it is, as in "is a folder".
  var words: String {
    switch self {
    case .folder: "is a folder"
    case .pipe: "is a pipe"
    case .socket: "is a socket"
    case .device: "is a device"
    case .link: "is a link"
    }
  }
}

extension FileKind? {
  /// What a file is, as in "is a PNG image".
  var words: String { self?.words ?? "is of no kind that its first bytes show" }
}

extension FileKind {
  /// What a file is, as in "is a PNG image".
  var words: String {
    switch self {
    case .empty: "is empty"
    case .png: "is a PNG image"
    case .jpeg: "is a JPEG image"
    case .gif: "is a GIF image"
    case .tiff: "is a TIFF image"
    case .pickle: "is a pickle"
    case .gzip: "is compressed by gzip"
    case .bzip2: "is compressed by bzip2"
    case .xz: "is compressed by xz"
    case .zstandard: "is compressed by zstd"
    case .zip: "is a zip archive"
    case .tar: "is a tar archive"
    case .sevenZip: "is a 7z archive"
    case .npy: "is an npy array"
    case .idx: "is an IDX file"
    case .hdf5: "is an HDF5 file"
    case .matlab: "is a MATLAB file"
    case .parquet: "is a Parquet file"
    case .sqlite: "is an SQLite database"
    case .pdf: "is a PDF document"
    case .html: "is a web page"
    case .json: "is JSON"
    case .text: "is text"
    }
  }
}
