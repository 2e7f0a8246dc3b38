internal import FileFormats
internal import Foundation

/// Finds data sets by name or path on the places where they are usually kept.
public struct DatasetLocator: Sendable {
  /// Names that can be asked for, the most wanted first.
  public static let names = ["mnist", "fashion-mnist", "digits"]

  private let environment: [String: String]
  private let home: String
  private let workingFolder: String

  public init(environment: [String: String], home: String, workingFolder: String) {
    self.environment = environment
    self.home = home
    self.workingFolder = workingFolder
  }

  /// A place a data set may be, and whether it is.
  public struct Candidate: Equatable, Sendable {
    public let path: String
    public let exists: Bool
    let isArchive: Bool
  }

  /// Where the data set called `name` is looked for, in order.
  public func candidates(for name: String) -> [Candidate] {
    let torch = name == "mnist" ? "MNIST" : "FashionMNIST"
    var folders: [String] = []
    if let given = environment["LATENTWALK_DATA"], !given.isEmpty {
      folders += ["\(given)/\(name)", "\(given)/\(torch)/raw"]
      if Self.isFolder(given, named: name) { folders.insert(given, at: 0) }
    }
    let cache =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.cache"
    folders += ["\(cache)/latentwalk/\(name)"]
    let keras = "\(home)/.keras/datasets"
    let archives = name == "mnist" ? ["\(keras)/mnist.npz"] : []
    folders += name == "mnist" ? [] : ["\(keras)/\(name)"]
    let later = [
      "\(workingFolder)/data/\(torch)/raw", "\(home)/data/\(torch)/raw",
      "/usr/share/datasets/\(name)",
    ]
    return folders.map(Self.folder) + archives.map(Self.archive) + later.map(Self.folder)
  }

  /// The data set that `request` names or points at; with none, the best there is: MNIST,
  /// Fashion-MNIST, or digits drawn on the spot.
  public func find(_ request: String?) throws(DatasetError) -> Dataset {
    guard let request else { return try best() }
    if request == "digits" { return .digits() }
    if Self.names.contains(request) {
      guard let found = try named(request) else {
        throw .notFound(name: request, searched: candidates(for: request).map(\.path))
      }
      return found
    }
    return try path(request)
  }

  private func best() throws(DatasetError) -> Dataset {
    if let given = environment["LATENTWALK_DATA"], Dataset.isFolder(given) {
      return try Dataset.reading(folder: given, name: Self.name(ofPath: given))
    }
    for name in Self.names {
      if let found = try named(name) { return found }
    }
    return .digits()
  }

  private func named(_ name: String) throws(DatasetError) -> Dataset? {
    guard name != "digits", let found = candidates(for: name).first(where: \.exists) else {
      return nil
    }
    return found.isArchive
      ? try Dataset.reading(archive: found.path, name: name)
      : try Dataset.reading(folder: found.path, name: name)
  }

  private func path(_ path: String) throws(DatasetError) -> Dataset {
    guard exists(path) else {
      throw path.contains("/") || path.contains(".")
        ? .file(FileError(.read, path, code: ENOENT)) : .unknown(path)
    }
    let name = Self.name(ofPath: path)
    guard FileFormats.isFolder(path) else {
      if path.hasSuffix(".npy") { throw .singleArray(file: path) }
      return try Dataset.reading(archive: path, name: name)
    }
    if Dataset.isArrayFolder(path) { return try Dataset.reading(arrays: path, name: name) }
    let folders = [path, "\(path)/MNIST/raw", "\(path)/FashionMNIST/raw", "\(path)/raw"]
    guard let folder = folders.first(where: Dataset.isFolder) else {
      throw .noImages(folder: path)
    }
    return try Dataset.reading(folder: folder, name: name)
  }

  private static func folder(_ path: String) -> Candidate {
    Candidate(path: path, exists: Dataset.isFolder(path), isArchive: false)
  }

  private static func archive(_ path: String) -> Candidate {
    Candidate(path: path, exists: FileFormats.exists(path), isArchive: true)
  }

  /// A folder or file's own name, in the spelling of `names` where it is one of them.
  private static func name(ofPath path: String) -> String {
    let last = URL(filePath: path).standardizedFileURL.deletingPathExtension().lastPathComponent
    let plain = normalized(last)
    return names.first { normalized($0) == plain } ?? last
  }

  private static func isFolder(_ path: String, named name: String) -> Bool {
    Self.name(ofPath: path) == name && Dataset.isFolder(path)
  }

  private static func normalized(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
}
