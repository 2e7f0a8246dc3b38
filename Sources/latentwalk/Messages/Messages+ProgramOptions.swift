internal import ProgramOptions

extension UsageError: Explainable {
  var message: String { summary }
}
