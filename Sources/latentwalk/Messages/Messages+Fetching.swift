internal import Datasets
internal import FileFormats
internal import ProgramOptions

extension FetchError: Explainable {
  var message: String {
    switch self {
    case .noLibrary: "libcurl is not on this machine; install it (Debian: libcurl4)"
    case .noMirrorLeft(let file, let dataset):
      "\(dataset): no mirror has \(file); try again later, or give your own files with --data"
    case .stopped(let dataset): "\(dataset): the transfer was stopped; what has come is kept"
    case .inUse(let folder, let process):
      "\(folder): is in use by \(process.map { "process \($0)" } ?? "another process"), wait for its end"
    case .file(let error): error.message
    }
  }
}

extension MirrorFault {
  /// What is wrong with the file at an address, in one line.
  func message(of address: String) -> String {
    switch self {
    case .transfer(let fault): "\(address): \(fault.words)"
    case .tooLong(let limit):
      "\(address): goes on after \(limit) bytes, more than the file can have"
    case .file(let fault): "\(address): \(fault.words)"
    }
  }
}

extension TransferFault {
  fileprivate var words: String {
    switch self {
    case .noLibrary: "libcurl is not on this machine"
    case .unreachable(let words): "cannot be reached (\(printable(words)))"
    case .cut: "the connection was cut"
    case .stalled(let seconds): "no byte came for \(counted(seconds, "second"))"
    case .status(404): "is not there (status 404)"
    case .status(let status): "the server refused it with status \(status)"
    case .noRanges: "the server cannot go on in the middle of a file"
    case .stopped: "the transfer was stopped"
    }
  }
}

extension FileFault {
  /// What is wrong with a file, as in "is missing".
  var words: String {
    switch self {
    case .missing: "is missing"
    case .unreadable(let error): error.shortMessage
    case .damaged(let error): error.message
    case .size(let expected, let found):
      "holds \(found.map { "\($0)" } ?? "more") bytes, where \(expected) were published"
    case .digest(let method):
      "holds other bytes than those that were published (by \(method.words))"
    case .expanded:
      "holds as many bytes as were published; more can be told of the compressed file alone, which is not here"
    }
  }
}

extension DigestMethod {
  /// What a digest is of and how it is made.
  var words: String {
    switch self {
    case .sha256: "SHA-256"
    case .md5: "MD5 of the compressed file"
    }
  }
}
