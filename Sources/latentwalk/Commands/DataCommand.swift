internal import Datasets
internal import ProgramOptions

let dataCommand = Command(
  "data", .some("list|fetch|verify", most: 1 + PublishedDataset.all.count),
  "list, fetch and verify data sets",
  details: """
      list               what is known by name, and where it is on this machine
      fetch NAME ...     get data sets that are not in the cache yet
      verify [NAME ...]  compare the files that are found with what was published

    Mirrors are tried in turn; an interrupted transfer goes on where it ended. A file is put in its
    place when it is the one that was published: by the SHA-256 of what it holds, or, for kmnist, by
    the MD5 of the compressed file, since nothing better was published. Names are
    \(PublishedDataset.all.map(\.name).joined(separator: ", ")). EMNIST is read where its files are given with
    --data, but is not fetched: it is published as one archive of 560 MB, of all its parts.
    """,
  options: OptionList(.json),
  completion: .words(DataAction.allCases.map(\.rawValue) + PublishedDataset.all.map(\.name)),
  examples: [
    "latentwalk data fetch mnist", "latentwalk data list", "latentwalk data verify mnist --json",
  ]
) { arguments in
  guard let action = DataAction(rawValue: arguments.operand) else {
    throw UsageError.invalidValue(
      option: "list|fetch|verify", value: arguments.operand,
      expected: "one of " + DataAction.allCases.map(\.rawValue).joined(separator: ", "))
  }
  let datasets = try arguments.operands.dropFirst().map(published)
  let isJSON = arguments[.json]
  switch action {
  case .list:
    if arguments.operands.count > 1 {
      throw UsageError.unexpectedOperand(arguments.operands[1], command: "latentwalk data list")
    }
    return {
      let listing = DataListing(.current)
      printOut(isJSON ? try jsonLine(listing, of: JSONSubject()) : listing.text)
      return 0
    }
  case .fetch:
    guard !datasets.isEmpty else {
      throw UsageError.missingOperand("NAME", command: "latentwalk data fetch")
    }
    return {
      let fetched = try DataFetch(datasets, .current) { if !isJSON { printOut($0) } }
      if isJSON { printOut(try jsonLine(fetched, of: JSONSubject())) }
      return 0
    }
  case .verify:
    return {
      let verification = DataVerification(datasets, .current)
      printOut(isJSON ? try jsonLine(verification, of: JSONSubject()) : verification.text)
      return verification.isAsPublished ? 0 : 1
    }
  }
}

private enum DataAction: String, CaseIterable {
  case list, fetch, verify
}

private func published(_ name: String) throws(UsageError) -> PublishedDataset {
  guard let dataset = PublishedDataset.named(name) else {
    throw .invalidValue(
      option: "NAME", value: name,
      expected: "one of " + PublishedDataset.all.map(\.name).joined(separator: ", "))
  }
  return dataset
}
