import Reproduction
import TestSupport
import Testing

struct MeasurementsTests {
  /// Measurements come back for the same model, and only for it.
  @Test func measurementsAreKeptForTheirModel() throws {
    try withTemporaryFolder { folder in
      var kept = Measurements(folder: folder, of: 1)
      kept.values = ["a": 2.5, "b": .nan]
      try kept.save()
      #expect(Measurements(folder: folder, of: 1).values == ["a": 2.5])
      #expect(Measurements(folder: folder, of: 2).values.isEmpty)
    }
  }
}
