import Autoencoders
import Testing

/// Readings among codes whose distances are known.
struct OnDataMeterTests {
  /// A square lattice of `side` x `side` points, `step` apart, from `origin` on in both directions.
  private static func lattice(_ side: Int, step: Float, origin: Float = 0) -> [Float] {
    (0..<side * side).flatMap { index -> [Float] in
      let (row, column) = index.quotientAndRemainder(dividingBy: side)
      return [origin + step * Float(column), origin + step * Float(row)]
    }
  }

  private static func meter(_ codes: [Float], labels: [UInt8] = []) -> OnDataMeter {
    OnDataMeter(codes: codes, dimensions: 2, labels: labels, on: makeEngine())
  }

  /// The 20 others nearest to a lattice's point: 4 at 1, 4 at √2, 4 at 2, 8 at √5.
  private static let latticeDistance =
    (4 + 4 * 2.0.squareRoot() + 8 + 8 * 5.0.squareRoot()) / 20

  @Test func aLatticeIsOnDataInsideAndNotFarAway() {
    var meter = Self.meter(Self.lattice(21, step: 1))
    let inside = meter.reading(at: [10, 10])
    #expect(inside.onData == 1 && inside.nearest.first == 220)
    #expect(abs(inside.typicalDistance - Self.latticeDistance) < 1e-9)
    // In the middle of a cell: 4 at √½, 8 at √2.5, and of the 4 at √4.5 and 8 at √6.5 the nearest.
    let between = meter.reading(at: [10.5, 10.5])
    let expected =
      (4 * 0.5.squareRoot() + 8 * 2.5.squareRoot() + 4 * 4.5.squareRoot() + 4 * 6.5.squareRoot())
      / 20
    #expect(abs(between.distance - expected) < 1e-9 && between.onData == 1)
    #expect(meter.reading(at: [10, 1000]).onData < 0.005)
  }

  /// At a distance of many steps, the share is the ratio of the two definitions.
  @Test func theShareIsTheRatioOfDistances() {
    var meter = Self.meter(Self.lattice(21, step: 1))
    let reading = meter.reading(at: [10, 30])
    #expect(reading.onData > 0.1 && reading.onData < 0.3)
    #expect(abs(reading.onData - reading.typicalDistance / reading.distance) < 1e-12)
  }

  @Test func eachRegionHasItsOwnMeasure() {
    var meter = Self.meter(
      Self.lattice(21, step: 1) + Self.lattice(21, step: 0.05, origin: 100))
    let readings = meter.readings(at: [[10, 10], [100.5, 100.5], [10, 15.5], [100.5, 102]])
    #expect(readings[0].onData == 1 && readings[1].onData == 1 && readings[2].onData == 1)
    #expect(abs(readings[1].typicalDistance - 0.05 * Self.latticeDistance) < 1e-5)
    // As far from the dense lattice as is usual in the wide one.
    #expect(readings[3].onData < 0.2)
  }

  @Test func whatIsPreparedDecidesNothing() {
    let codes = Self.lattice(40, step: 1)
    var (lazy, prepared, canceled) = (Self.meter(codes), Self.meter(codes), Self.meter(codes))
    let isPrepared = prepared.prepare()
    #expect(isPrepared)
    var chunks = 0
    let isWhole = canceled.prepare {
      chunks += 1
      return chunks < 2
    }
    #expect(!isWhole && chunks == 2)
    let places: [[Float]] = [[3, 4], [20.25, 7], [-9, 50]]
    let expected = lazy.readings(at: places)
    #expect(prepared.readings(at: places) == expected)
    #expect(canceled.readings(at: places) == expected)
    #expect(places.map { lazy.reading(at: $0) } == expected)
  }

  @Test func identicalCodes() {
    var meter = Self.meter([Float](repeating: 3, count: 60))
    #expect(meter.reading(at: [3, 3]).onData == 1)
    #expect(meter.reading(at: [3, 4]).onData == 0)
  }

  /// All there are: three on a line, whose mean distances to both others are 1.5, 1 and 1.5.
  @Test func fewCodes() {
    var meter = Self.meter([0, 0, 1, 0, 2, 0])
    let reading = meter.reading(at: [1, 0])
    #expect(reading.nearest == [1, 0, 2] && reading.typicalDistance == 1.5)
    #expect(abs(reading.distance - 2.0 / 3) < 1e-12 && reading.onData == 1)
    let away = meter.reading(at: [10, 0])
    #expect(away.distance == 9 && abs(away.onData - 1.5 / 9) < 1e-12)
    var single = Self.meter([5, 5])
    #expect(single.reading(at: [5, 5]).onData == 1 && single.reading(at: [5, 6]).onData == 0)
  }

  @Test func whatIsNoNumberIsOffData() {
    var meter = Self.meter(Self.lattice(5, step: 1))
    #expect(meter.reading(at: [.nan, 0]).onData == 0)
    #expect(meter.reading(at: [.infinity, 0]).onData == 0)
  }

  /// Of 20 around the border of two classes; then where all are of one.
  @Test func classesOfTheNearest() {
    let codes = Self.lattice(20, step: 1)
    let labels = (0..<400).map { UInt8($0 % 20 < 10 ? 7 : 3) }
    var meter = Self.meter(codes, labels: labels)
    let border = meter.reading(at: [9.5, 10]).classShares
    #expect(Set(border.map(\.label)) == [3, 7] && border.allSatisfy { $0.share == 0.5 })
    #expect(meter.reading(at: [15, 10]).classShares == [ClassShare(label: 3, share: 1)])
    let mixed = meter.reading(at: [9, 10]).classShares
    #expect(mixed.map(\.label) == [7, 3] && mixed[0].share + mixed[1].share == 1)
    var unlabeled = Self.meter(codes)
    #expect(unlabeled.reading(at: [3, 3]).classShares.isEmpty)
  }
}
