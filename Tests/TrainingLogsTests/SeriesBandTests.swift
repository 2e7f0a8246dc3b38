import Testing

@testable import TrainingLogs

struct SeriesBandTests {
  private static func points(_ values: [(Int64, Double)]) -> [LogPoint] {
    values.map { LogPoint(step: $0.0, value: $0.1) }
  }

  /// Of numpy: for each step of a union x, `v = [interp(x, s, y, left=nan, right=nan) for s, y in series]`, then
  /// nanmean, nanstd with ddof=1, nanmin and nanmax.
  @Test func aBandIsWhatNumpySays() throws {
    let band = SeriesBand([
      Self.points([(0, 1), (10, 3), (20, 2)]), Self.points([(0, 2), (5, 8), (20, 5)]),
      Self.points([(10, -1), (15, .nan), (20, 0.5)]),
    ])
    #expect(band.places.map(\.step) == [0, 5, 10, 20])
    #expect(band.places.map(\.values.count) == [2, 2, 3, 3])
    let means = [1.5, 5.0, 3.0, 2.5]
    let deviations = [0.7071067811865476, 4.242640687119285, 4.0, 2.29128784747792]
    for (index, place) in band.places.enumerated() {
      #expect(abs(place.values.mean - means[index]) < 1e-14)
      let deviation = try #require(place.values.deviation)
      #expect(abs(deviation - deviations[index]) < 1e-14)
    }
    #expect(band.places.map(\.values.least) == [1, 2, -1, 0.5])
    #expect(band.places.map(\.values.greatest) == [2, 8, 7, 5])
  }

  @Test func aBandOfOneSeriesIsTheSeries() {
    let band = SeriesBand([Self.points([(3, 1), (1, 2), (3, 5)])])
    #expect(band.places.map(\.step) == [1, 3])
    #expect(band.places.map(\.values.mean) == [2, 5])
    #expect(band.places.allSatisfy { $0.values.deviation == nil })
    #expect(SeriesBand([]).places.isEmpty && SeriesBand([[]]).places.isEmpty)
  }
}
