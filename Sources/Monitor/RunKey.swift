internal import TrainingLogs

/// What tells a run from every other, whatever else becomes of it.
struct RunKey: Hashable {
  private let path: String
  private let name: String

  init(_ run: CatalogRun) { (path, name) = (run.path, run.name) }
}
