import TestSupport
import Testing

@testable import Reproduction

struct MeasurementsTests {
  /// Measurements come back for the same model, and only for it.
  @Test func areKeptForTheirModel() throws {
    try withTemporaryFolder { folder in
      var kept = Measurements(folder: folder, of: 1)
      kept[.squaredError] = 2.5
      kept[.crossEntropy] = .nan
      kept.seconds = 7
      try kept.save()
      let read = Measurements(folder: folder, of: 1)
      #expect(read[.squaredError] == 2.5 && read[.crossEntropy] == nil && read.seconds == 7)
      #expect(Measurements(folder: folder, of: 2)[.squaredError] == nil)
    }
  }
}
