internal import FileFormats
internal import Foundation
internal import ProgramOptions

extension FileError: Explainable {
  var message: String {
    switch operation {
    case .read: "cannot read \(path): \(reason)"
    case .write: "cannot write \(path): \(reason)"
    case .create: "cannot create the folder \(path): \(reason)"
    case .readSpecial: "cannot read \(path): it is a pipe or a device, and no file on a disk"
    case .replace:
      "will not write \(path): what is there is no file of its own, but a link, pipe or device"
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
    case .tooLarge(let limit): "would expand to more than \(limit) bytes"
    }
  }
}

extension ZipError: Explainable {
  var message: String {
    switch self {
    case .notZip: "is not an npz archive; IDX files are read from their folder"
    case .noSuchMember(let name):
      "the archive has no member \(name); x_train, y_train, x_test and y_test are needed"
    case .unsupportedMethod(let method): "compression method \(method) is not supported"
    case .truncated: "the archive ends too early"
    case .compressed(let error): error.message
    case .wrongChecksum(let name): "the checksum of \(name) is wrong; the file is damaged"
    }
  }
}

extension IDXError: Explainable {
  var message: String {
    switch self {
    case .wrongMagic(let bytes):
      "starts with \(bytes.map { String($0, radix: 16) }.joined(separator: " ")), which is not an IDX "
        + "file of unsigned bytes"
    case .wrongLength(let expected, let found):
      "the header promises \(expected) bytes of data, \(found) are there; the file is damaged"
    case .dimensionsTooLarge(let shape): "the header's shape \(shape) is too large to be true"
    case .compressed(let error): error.message
    }
  }
}

extension NPYError: Explainable {
  var message: String {
    switch self {
    case .notNPY: "is not an npy array"
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

extension SafeTensorsError: Explainable {
  var message: String {
    switch self {
    case .headerLength: "is not a safetensors file, or is cut short"
    case .malformedHeader: "the safetensors header is damaged"
    case .duplicateKey(let key): "the safetensors header names '\(printable(key))' twice"
    case .unknownElement(let element, let tensor):
      "tensor \(printable(tensor)) has the unknown type '\(printable(element))'"
    case .wrongSize(let tensor, let expected, let found):
      "tensor \(printable(tensor)) should take \(expected) bytes and takes \(found)"
    case .notContiguous(let tensor):
      (tensor.map { "tensor \(printable($0)) does not lie where the one before ends" }
        ?? "the tensors do not fill the file") + "; the file is damaged or cut short"
    }
  }
}

extension CompressedCodesError: Explainable {
  var message: String {
    switch self {
    case .notCompressedCodes: "was not written by latentwalk compress"
    case .truncated: "is cut short"
    case .wrongChecksum: "the checksum is wrong; the file is damaged"
    case .malformed: "its header describes no codes"
    case .compressed(let error): error.message
    case .rangeCoded(let error): error.message
    }
  }
}

extension RangeCoderError: Explainable {
  var message: String {
    switch self {
    case .truncated: "its codes end too early"
    case .corrupt: "its codes are damaged"
    }
  }
}

extension AnimatedPNGError: Explainable {
  var message: String {
    switch self {
    case .noFrames: "there are no pictures to join"
    case .notPNG(let frame): "picture \(frame + 1) is not a whole PNG file"
    case .differentHeader(let frame): "picture \(frame + 1) is not of the size of the first"
    }
  }
}
