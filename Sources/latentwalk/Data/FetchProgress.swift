internal import Datasets
internal import ProgramOptions

/// What is told of a data set on its way, on standard error.
final class FetchProgress {
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
