package import TerminalUI

/// Points of a plane colored by class, with a legend: where everything stands, for whatever draws it.
package struct ScatterPicture {
  struct Dot {
    let x: Double
    let y: Double
    /// Nil where it is of no class.
    let label: Int?
  }

  static let side = 900.0
  static let legendWidth = 130.0
  private static let margin = 30.0

  let title: String
  /// In pixels from the upper left corner, the second coordinate growing upwards before.
  let dots: [Dot]
  let dotRadius: Double
  /// Classes that occur and have room in the legend, and their names.
  let legend: [(label: Int, name: String)]
  /// All classes that occur.
  let labels: [Int]
  let background: Background

  /// Points with their classes.
  ///
  /// - Parameters:
  ///   - points: x and y of each, on one scale.
  ///   - labels: the class of each, or none where there are no classes.
  ///   - title: what the picture is of.
  ///   - className: the name of a class.
  ///   - background: what the points stand on.
  package init(
    _ points: [Float], labels: [UInt8], title: String, className: (Int) -> String,
    background: Background
  ) {
    let xs = stride(from: 0, to: points.count, by: 2).map { Double(points[$0]) }
    let ys = stride(from: 1, to: points.count, by: 2).map { Double(points[$0]) }
    let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
    let (low, high) = (ys.min() ?? 0, ys.max() ?? 0)
    let scale = (Self.side - 2 * Self.margin) / max(right - left, high - low, 1e-9)
    let (centerX, centerY) = ((left + right) / 2, (low + high) / 2)
    dots = xs.indices.map { index in
      Dot(
        x: Self.side / 2 + (xs[index] - centerX) * scale,
        y: Self.side / 2 - (ys[index] - centerY) * scale,
        label: labels.isEmpty ? nil : Int(labels[index]))
    }
    dotRadius = min(4, max(1.2, 180 / Double(max(dots.count, 1)).squareRoot()))
    self.labels = Set(labels).sorted().map(Int.init)
    legend = self.labels.prefix(Self.legendRows).map { ($0, className($0)) }
    self.title = title
    self.background = background
  }

  /// Classes that have room in the legend, with a line for how many more there are.
  private static let legendRows = 29
  /// Classes that have none.
  var unlistedCount: Int { labels.count - legend.count }

  /// Where a class stands in the legend.
  func legendPlace(_ index: Int) -> (x: Double, y: Double) {
    (Self.side + 10, Self.margin + 20 + 28 * Double(index))
  }

  static let opacity = 0.8

  typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

  func color(of label: Int?) -> Color {
    let theme = Theme(Capabilities(colors: .indexed, background: background))
    return label.map(theme.classStyle)?.foreground.rgb ?? ink
  }

  var ink: Color { background == .dark ? (208, 208, 208) : (32, 32, 32) }
  var paper: Color { background == .dark ? (18, 18, 18) : (255, 255, 255) }
}
