internal import FileFormats

/// How the IDX files of a data set are called. A set with names of its own is a row of `all`.
struct IDXNaming: Equatable {
  /// What all names begin with.
  let prefix: String
  /// The word for what is tested on.
  let test: String
  /// The end of the names of labels.
  var labels = "labels-idx1-ubyte"
  /// Images are stored column by column.
  var imagesLieOnSide = false
  /// The least label.
  var firstLabel = 0

  /// The name of the data set, where the files tell it.
  var name: String? { prefix.isEmpty ? nil : String(prefix.dropLast()) }

  static let all: [IDXNaming] =
    [
      IDXNaming(prefix: "", test: "t10k"),
      IDXNaming(prefix: "qmnist-", test: "test", labels: "labels-idx2-int"),
      emnist("letters", firstLabel: 1),
    ] + ["balanced", "byclass", "bymerge", "digits", "mnist"].map { emnist($0) }

  /// A part of EMNIST (Cohen et al. 2017).
  private static func emnist(_ part: String, firstLabel: Int = 0) -> IDXNaming {
    IDXNaming(
      prefix: "emnist-\(part)-", test: "test", imagesLieOnSide: true, firstLabel: firstLabel)
  }

  /// The usual name of a file.
  func name(of part: DatasetPart) -> String {
    switch part {
    case .trainImages: "\(prefix)train-images-idx3-ubyte"
    case .trainLabels: "\(prefix)train-\(labels)"
    case .testImages: "\(prefix)\(test)-images-idx3-ubyte"
    case .testLabels: "\(prefix)\(test)-\(labels)"
    }
  }

  /// The path of a file, under whichever of its names it has; nil where there is none.
  func file(_ part: DatasetPart, in folder: String) -> String? {
    let name = name(of: part)
    let names = [name, name.replacing("-idx", with: ".idx")]
    let places = [folder] + names.map { "\(folder)/\($0)" }
    let paths = places.flatMap { place in
      names.flatMap { ["\(place)/\($0)", "\(place)/\($0).gz"] }
    }
    return paths.first { exists($0) && !isFolder($0) }
  }

  /// Whether the images of a file are stored column by column, as its name tells.
  static func liesOnSide(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return all.contains { $0.imagesLieOnSide && name.hasPrefix($0.prefix) }
  }
}
