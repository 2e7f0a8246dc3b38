import TerminalUI
import Testing

@testable import Monitor
@testable import TrainingLogs

struct SparklineTests {
  private static let theme = Theme(Capabilities())

  private static func text(_ values: [Double], width: Int = 8) -> String {
    let points = values.enumerated().map { LogPoint(step: Int64($0.offset), value: $0.element) }
    return Sparkline.text(of: Series(points), width: width, theme: theme)
  }

  @Test func leastAndGreatestAreAtTheEdges() {
    #expect(Self.text([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
    #expect(Self.text([7, .nan, 0]) == "█ ▁")
  }

  @Test func whatIsOneOrNothingHasALine() {
    #expect(Self.text([3, 3]) == "▅▅" && Self.text([]) == "" && Self.text([.infinity]) == "")
    #expect(Self.text([-1.7e308, 1.7e308]) == "▁█")
  }
}
