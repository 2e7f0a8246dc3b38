internal import Autoencoders

extension LatentMap {
  /// How far each code is from its nearest others, on average; nil without two codes, and where nobody waits
  /// for it any more.
  func spacing(on bench: Workbench) -> [Double]? {
    guard points.count > 1 else { return nil }
    var meter = OnDataMeter(codes: codes, dimensions: plane.latentCount, on: bench.model.engine)
    return meter.spacing(while: bench.isWanted)
  }
}
