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
    place when its SHA-256 is that of the one that was published. Names are
    \(PublishedDataset.all.map(\.name).joined(separator: ", ")); KMNIST and EMNIST are read where their files
    are given with --data, but cannot be fetched: no digest of theirs is known here.
    """,
  options: OptionList(),
  completion: .words(DataAction.allCases.map(\.rawValue) + PublishedDataset.all.map(\.name)),
  examples: ["latentwalk data fetch mnist", "latentwalk data list"]
) { arguments in
  guard let action = DataAction(rawValue: arguments.operand) else {
    throw UsageError.invalidValue(
      option: "list|fetch|verify", value: arguments.operand,
      expected: "one of " + DataAction.allCases.map(\.rawValue).joined(separator: ", "))
  }
  let datasets = try arguments.operands.dropFirst().map(published)
  switch action {
  case .list:
    if arguments.operands.count > 1 {
      throw UsageError.unexpectedOperand(arguments.operands[1], command: "latentwalk data list")
    }
    return list
  case .fetch:
    guard !datasets.isEmpty else {
      throw UsageError.missingOperand("NAME", command: "latentwalk data fetch")
    }
    return { try fetch(datasets) }
  case .verify:
    return { verify(datasets.isEmpty ? PublishedDataset.all.filter(isFound) : datasets) }
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

/// Where a data set is on this machine; nil where it is not.
private func place(of dataset: PublishedDataset) -> String? {
  ProgramEnvironment.current.locator().candidates(for: dataset.name).first(where: \.exists)?.path
}

private func isFound(_ dataset: PublishedDataset) -> Bool { place(of: dataset) != nil }

private func list() -> Int32 {
  for dataset in PublishedDataset.all {
    let found = place(of: dataset).map { "in \(printable($0))" }
    printOut(
      "\(dataset.name.padded(to: 15))\(dataset.summary.padded(to: 30))"
        + (found ?? "not here: latentwalk data fetch \(dataset.name)") + "\n")
  }
  printOut("\("digits".padded(to: 15))\("70 000 drawn digits".padded(to: 30))made by the program\n")
  return 0
}

private func fetch(_ datasets: [PublishedDataset]) throws -> Int32 {
  let locator = ProgramEnvironment.current.locator()
  for dataset in datasets {
    let folder = locator.cacheFolder(for: dataset.name)
    let progress = FetchProgress()
    defer { progress.end() }
    try DatasetFetcher(folder: folder).fetch(dataset, report: progress.show)
    printOut("\(dataset.name) is in \(printable(folder))\n")
  }
  return 0
}

/// Compares files with those that were published, a line each; the status is 1 where one differs.
private func verify(_ datasets: [PublishedDataset]) -> Int32 {
  var status: Int32 = 0
  for dataset in datasets {
    guard let folder = place(of: dataset) else {
      printOut("\(dataset.name): is not on this machine\n")
      status = 1
      continue
    }
    for fault in dataset.faults(in: folder) {
      printOut("\(printable(folder))/\(fault.file): \(fault.fault?.words ?? "is as published")\n")
      if fault.fault != nil { status = 1 }
    }
  }
  return status
}

/// What is told of a data set on its way, on standard error.
private final class FetchProgress {
  private var line: (file: String, line: ProgressLine)?

  func show(_ event: FetchEvent) {
    switch event {
    case .progress(let file, let bytes, let total):
      if line?.file != file {
        end()
        line = (file, ProgressLine(file))
      }
      if let total { line?.line.update(bytes, of: max(total, bytes)) }
    case .present, .fetched: end()
    case .resumed(let address, let start):
      end()
      printErrorLine("\(address): the connection was cut; goes on after \(start) bytes")
    case .failed(let address, let fault):
      end()
      printErrorLine(fault.message(of: address))
    }
  }

  func end() {
    line?.line.clear()
    line = nil
  }
}
