import TerminalUI
import Testing

@testable import Monitor

struct FilledBandTests {
  @Test func betweenTwoPlacesTheEdgesAreStraight() {
    let band = [ChartBand(x: 0, range: 0...4), ChartBand(x: 4, range: 2...4)]
    #expect(
      band.filled(over: 0...4, columns: 4) == [
        ChartBand(x: 0, range: 0...4), ChartBand(x: 1, range: 0.5...4),
        ChartBand(x: 2, range: 1...4), ChartBand(x: 3, range: 1.5...4),
        ChartBand(x: 4, range: 2...4),
      ])
  }

  /// Nothing is added where there is nothing between, nor in an axis without extent.
  @Test func whatIsDenseStaysAsItIs() {
    let band = (0...9).map { ChartBand(x: Double($0), range: 0...1) }
    #expect(band.filled(over: 0...9, columns: 5) == band)
    #expect(band.filled(over: 3...3, columns: 5) == band)
    #expect([ChartBand]().filled(over: 0...1, columns: 5) == [])
  }
}
