/// Requests about data sets that can be fetched.
public enum DatasetsCommand: Equatable, Sendable {
  /// Fetches the one of this name, behind the screen.
  case fetch(String)
  /// Stops fetching, or puts away the line that tells what came.
  case stop
  /// Trains on the one that came.
  case train
}

extension DatasetsCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "data.fetch", "", "fetch a data set while you go on",
      [("", .palette(.ask("data.fetch ")))]
    ).taking(.datasetName { .datasets(.fetch($0)) }),
    CommandRow(
      "data.stop", "", "stop fetching; what has come is kept for the next time",
      [("", .datasets(.stop))]),
    CommandRow(
      "data.train", "Ctrl-T", "train on the data set that was fetched", .datasets(.train)),
  ]
}
