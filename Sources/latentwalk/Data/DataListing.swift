internal import Datasets
internal import ProgramOptions

/// What `data list` tells: the data sets that are known by name, and where they are.
struct DataListing: Encodable {
  struct Entry: Encodable {
    let name: String
    let summary: String
    /// Where it is; nil where it is not on this machine or is made by the program.
    let path: String?
    let isFetchable: Bool
    /// The program draws it.
    let isDrawn: Bool

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(summary, forKey: .summary)
      // The key is there for nil too.
      try container.encode(path, forKey: .path)
      try container.encode(isFetchable, forKey: .isFetchable)
      try container.encode(isDrawn, forKey: .isDrawn)
    }

    private enum CodingKeys: CodingKey { case name, summary, path, isFetchable, isDrawn }
  }

  let datasets: [Entry]

  /// Looks for all that is known.
  init(_ environment: ProgramEnvironment) {
    datasets =
      PublishedDataset.all.map { dataset in
        Entry(
          name: dataset.name, summary: dataset.summary, path: environment.place(of: dataset),
          isFetchable: true, isDrawn: false)
      } + [
        Entry(
          name: "digits", summary: "70 000 drawn digits", path: nil, isFetchable: false,
          isDrawn: true)
      ]
  }

  var text: String {
    datasets.map { entry in
      "\(entry.name.padded(to: 15))\(entry.summary.padded(to: 30))\(entry.place)\n"
    }.joined()
  }
}

extension DataListing.Entry {
  fileprivate var place: String {
    if isDrawn { return "made by the program" }
    return path.map { "in \(printable($0))" } ?? "not here: latentwalk data fetch \(name)"
  }
}

extension ProgramEnvironment {
  /// Where a data set is on this machine; nil where it is not.
  func place(of dataset: PublishedDataset) -> String? {
    locator().candidates(for: dataset.name).first(where: \.exists)?.path
  }
}
