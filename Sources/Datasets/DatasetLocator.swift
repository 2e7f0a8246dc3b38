internal import FileFormats
internal import Foundation

/// Finds data sets by name or path in the places where they are usually kept.
public struct DatasetLocator: Sendable {
  /// Names that can be asked for, the most wanted first.
  public static let names = ["mnist", "fashion-mnist", "kmnist", "digits"]

  /// The folders of torchvision's data sets.
  private static let torchFolders = [
    "mnist": "MNIST", "fashion-mnist": "FashionMNIST", "kmnist": "KMNIST",
  ]

  /// The environment variable that names a place before all others.
  package static let variable = "LATENTWALK_DATA"

  private let environment: [String: String]
  private let home: String
  private let workingFolder: String
  private let reading: DatasetReading

  /// A locator that searches as the parameters say, whatever the process's own are.
  ///
  /// - Parameters:
  ///   - environment: `LATENTWALK_DATA` and `XDG_CACHE_HOME` are read.
  ///   - home: the user's home folder, where Keras and PyTorch keep data.
  ///   - workingFolder: the folder below which `data` is searched.
  ///   - pixelRange: the numbers of files that are black and white; nil where they are as their type has them.
  ///   - members: the members of an archive that are read; nil for those that its names and shapes tell.
  public init(
    environment: [String: String], home: String, workingFolder: String,
    pixelRange: ClosedRange<Float>? = nil, members: ArchiveMembers? = nil
  ) {
    self.environment = environment
    self.home = home
    self.workingFolder = workingFolder
    reading = DatasetReading(pixels: PixelReading(range: pixelRange), members: members)
  }

  /// A place a data set may be, and whether it is.
  public struct Candidate: Equatable, Sendable {
    /// A folder or file.
    public let path: String
    /// Whether a data set was found there.
    public let exists: Bool

    init(_ path: String) {
      self.path = path
      exists = DatasetFormat.of(path) != nil
    }
  }

  /// The place that the environment names.
  private var given: String? { environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 } }

  /// The places where the data set called `name` is looked for, in order.
  public func candidates(for name: String) -> [Candidate] {
    let torch = Self.torchFolders[name] ?? name
    var paths: [String] = []
    if let given {
      if Dataset.name(ofPath: given) == name, DatasetFormat.of(given) != nil { paths = [given] }
      paths += ["\(given)/\(name)", "\(given)/\(torch)/raw"]
    }
    paths += [
      cacheFolder(for: name),
      "\(home)/.keras/datasets/\(name)" + (name == "mnist" ? ".npz" : ""),
      "\(workingFolder)/data/\(torch)/raw", "\(home)/data/\(torch)/raw",
      "/usr/share/datasets/\(name)",
    ]
    return paths.map(Candidate.init)
  }

  /// The folder of the user's cache that the data set called `name` is fetched into.
  public func cacheFolder(for name: String) -> String {
    let cache =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.cache"
    return "\(cache)/latentwalk/\(name)"
  }

  /// The data set that `request` names or points at; with none, the best there is: the first
  /// of `names` that is there, or else digits drawn on the spot.
  ///
  /// - Parameter request: one of `names`, or the path of a folder, an npz archive or a stack of images.
  public func find(_ request: String?) throws(DatasetError) -> Dataset {
    if request == "digits" { return .digits() }
    guard let request else { return try best() }
    if Self.names.contains(request) {
      if let given, !exists(given) { throw .nothingAt(variable: Self.variable, path: given) }
      guard let found = try named(request) else {
        throw .notFound(name: request, searched: candidates(for: request).map(\.path))
      }
      return found
    }
    return try path(request)
  }

  private func best() throws(DatasetError) -> Dataset {
    if let given {
      if let format = DatasetFormat.of(given) {
        return try format.read(given, Dataset.name(ofPath: given), reading)
      }
      guard Self.names.contains(where: { self.isGiven($0) }) else {
        throw .nothingAt(variable: Self.variable, path: given)
      }
    }
    for name in Self.names {
      if let found = try named(name) { return found }
    }
    return .digits()
  }

  /// Whether the data set called `name` is in the place that the environment names.
  private func isGiven(_ name: String) -> Bool {
    guard let given else { return false }
    return candidates(for: name).contains { $0.exists && $0.path.hasPrefix("\(given)/") }
  }

  private func named(_ name: String) throws(DatasetError) -> Dataset? {
    guard name != "digits", let found = candidates(for: name).first(where: \.exists) else {
      return nil
    }
    return try DatasetFormat.of(found.path)?.read(found.path, name, reading)
  }

  private func path(_ path: String) throws(DatasetError) -> Dataset {
    guard exists(path) || IDXPlace(at: path) != nil else {
      throw path.contains("/") || path.contains(".")
        ? .file(.missing(path)) : .unknown(path)
    }
    let torch = ["MNIST", "FashionMNIST", "KMNIST", "EMNIST", "QMNIST"].map { "\(path)/\($0)/raw" }
    for place in [path] + torch + ["\(path)/raw"] {
      if let format = DatasetFormat.of(place) {
        return try format.read(place, Dataset.name(ofPath: path), reading)
      }
    }
    throw .noImages(folder: path)
  }
}

extension FileError {
  /// A file that is not there.
  static func missing(_ path: String) -> FileError { FileError(.read, path, code: ENOENT) }
}

extension Dataset {
  /// A folder or file's own name, in the spelling of `DatasetLocator.names` where it is one of them.
  static func name(ofPath path: String) -> String {
    func normalized(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
    let path = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    let last = URL(filePath: path).standardizedFileURL.deletingPathExtension().lastPathComponent
    let plain = normalized(last)
    return DatasetLocator.names.first { normalized($0) == plain } ?? last
  }
}
