import Testing

@testable import TrainingLogs

struct SeriesTests {
  private static func series(_ count: Int, limit: Int, _ value: (Int) -> Double) -> Series {
    var series = Series()
    for step in 0..<count {
      series.append(
        LogPoint(step: Int64(step), time: Double(step), value: value(step)), limit: limit)
    }
    return series
  }

  /// However many points there are, there are no more buckets than may be, none is lost, and a spike of one point is
  /// there on every level.
  @Test(arguments: [1, 2, 3, 99, 100, 101, 1000, 65_537])
  func memoryIsBoundedAndSpikesStay(count: Int) {
    let spike = count / 3
    let series = Self.series(count, limit: 100) { $0 == spike ? -7 : Double($0 % 5) }
    #expect(series.buckets.count <= 100 && series.count == count)
    #expect(series.isExact == (count <= 100))
    for level in [series.buckets, series.buckets(atMost: 7), series.buckets(atMost: 1)] {
      #expect(level.reduce(0) { $0 + Int($1.count) } == count)
      #expect(level.map(\.least).min() == -7)
      #expect(level.first?.firstStep == 0 && level.last?.lastStep == Int64(count - 1))
      #expect(zip(level, level.dropFirst()).allSatisfy { $0.lastStep + 1 == $1.firstStep })
    }
    #expect(series.least?.step == Int64(spike))
    let sum = (0..<count).reduce(0.0) { $0 + ($1 == spike ? -7 : Double($1 % 5)) }
    let mean = series.buckets(atMost: 1)[0].mean ?? .nan
    #expect(abs(mean - sum / Double(count)) < 1e-9)
  }

  @Test func theFirstValueThatIsNoNumberIsKept() {
    let series = Self.series(5000, limit: 64) { $0 == 1234 ? .infinity : $0 > 2000 ? .nan : 1 }
    #expect(series.firstNotFinite == LogPoint(step: 1234, time: 1234, value: .infinity))
    #expect(series.last?.value.isNaN == true)
    #expect(series.buckets.reduce(0) { $0 + Int($1.finiteCount) } == 2000)
    #expect(series.least?.value == 1 && series.greatest?.value == 1)
  }

  @Test func meansOfTheLargestNumbersStayFinite() {
    let most = Double.greatestFiniteMagnitude
    let series = Self.series(1024, limit: 16) { $0 % 2 == 0 ? most : -most }
    let mean = series.buckets(atMost: 1)[0].mean ?? .nan
    #expect(mean.isFinite && abs(mean) < most / 1e6)
  }

  @Test func whatARunDoesAgainIsTakenBack() {
    var series = Self.series(40, limit: 100) { Double(50 - $0) }
    series.removePoints(from: 30)
    #expect(series.count == 30 && series.last == LogPoint(step: 29, time: 29, value: 21))
    #expect(series.least?.value == 21 && series.greatest?.value == 50)
    series.append(LogPoint(step: 30, value: 7), limit: 100)
    #expect(series.count == 31 && series.least?.step == 30)
    series.removePoints(from: 0)
    #expect(series == Series())
  }

  /// Ten thousand metrics of a hundred points each take no more than their share.
  @Test func manyMetricsShareTheirRoom() {
    var run = RunRecord(budget: 1 << 14)
    for step in 0..<100 {
      for tag in 0..<1000 {
        guard let number = run.number(of: "metric/\(tag)") else { continue }
        run.append(LogPoint(step: Int64(step), value: Double(tag)), to: number)
      }
    }
    #expect(run.tags.count == 1000 && run.series.allSatisfy { $0.count == 100 })
    #expect(run.series.allSatisfy { $0.buckets.count <= 64 })
    #expect(run["metric/7"]?.least?.value == 7)
  }
}
