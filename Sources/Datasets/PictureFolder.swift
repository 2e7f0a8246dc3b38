internal import Foundation

/// A folder of pictures: with a folder for each class, as torchvision's ImageFolder has them, or pictures alone, which
/// have no classes. Either may stand in folders of its own for training and for testing.
struct PictureFolder: Equatable {
  /// A file, and the class of its picture; nil where pictures have none.
  struct Picture: Equatable {
    let path: String
    let label: Int?
  }

  /// The names of classes, which are those of their folders, in the order of their bytes; none where there are none.
  let classes: [String]
  /// What is trained on.
  let train: [Picture]
  /// What is tested on; nothing where all pictures stand in one folder.
  let test: [Picture]

  private static let trainName = "train"
  /// Names of the folder of what is tested on, the most wanted first.
  private static let testNames = ["test", "val", "valid", "validation"]

  /// The pictures at a path; nil where there are none.
  init?(at folder: String) {
    let whole = PictureListing(of: folder)
    let train = PictureListing(of: "\(folder)/\(Self.trainName)")
    if train.isPart(of: whole, among: [Self.trainName] + Self.testNames) {
      let tests = Self.testNames.lazy.map { PictureListing(of: "\(folder)/\($0)") }
      self.init(train, tests.first { $0.hasSomething && $0.hasClasses == train.hasClasses })
    } else if whole.hasSomething {
      self.init(whole, nil)
    } else {
      return nil
    }
  }

  private init(_ train: PictureListing, _ test: PictureListing?) {
    let names = Set(train.classNames + (test?.classNames ?? []))
    let classes = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.classes = classes
    self.train = train.pictures(classes)
    self.test = test?.pictures(classes) ?? []
  }
}

/// The pictures in a folder, and in the folders in it.
private struct PictureListing {
  private let folder: String
  private let own: [String]
  private let folders: [(name: String, pictures: [String])]

  init(of folder: String) {
    let names = Self.visibleNames(in: folder)
    self.folder = folder
    own = names.filter(Self.isPicture)
    folders = names.filter { !Self.isPicture($0) }.compactMap { name in
      let pictures = Self.visibleNames(in: "\(folder)/\(name)").filter(Self.isPicture)
      return pictures.isEmpty ? nil : (name, pictures)
    }
  }

  private static let endings = [".png", ".jpg", ".jpeg"]

  private static func isPicture(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains(where: name.hasSuffix)
  }

  /// The names in a folder, but for hidden ones, which copies from other systems leave beside pictures.
  private static func visibleNames(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  var hasSomething: Bool { !own.isEmpty || !folders.isEmpty }

  /// One folder of pictures beside pictures is not a class.
  var hasClasses: Bool { own.isEmpty ? !folders.isEmpty : folders.count > 1 }

  var classNames: [String] { hasClasses ? folders.map(\.name) : [] }

  /// Whether this is the part of a whole that is trained on, and not a class with the name of one: it has classes
  /// itself, or the whole has nothing besides such parts.
  func isPart(of whole: PictureListing, among names: [String]) -> Bool {
    guard hasSomething else { return false }
    return hasClasses || whole.own.isEmpty && whole.folders.allSatisfy { names.contains($0.name) }
  }

  /// The pictures, with their places among the names of classes.
  func pictures(_ classes: [String]) -> [PictureFolder.Picture] {
    guard hasClasses else {
      return own.map { PictureFolder.Picture(path: "\(folder)/\($0)", label: nil) }
    }
    return folders.flatMap { name, pictures in
      let label = classes.firstIndex(of: name)
      return pictures.map {
        PictureFolder.Picture(path: "\(folder)/\(name)/\($0)", label: label)
      }
    }
  }
}
