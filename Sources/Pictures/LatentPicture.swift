internal import Autoencoders
internal import FileFormats
internal import TerminalUI

/// A 2-D latent space at one moment of training: on the left the posterior means of test images, colored
/// by class; on the right the mean images of a grid over the prior, z from -3 to 3 both ways.
struct LatentPicture {
  /// Rows of two values.
  let codes: [Float]
  /// The class of each code, or none where images have no classes.
  let labels: [UInt8]
  let model: Autoencoder
  let epoch: Int
  let epochs: Int

  /// Images a side of the grid: fewer of those that are large.
  private var gridSide: Int {
    let image = model.configuration.imageShape
    return max(4, min(20, Self.widestGrid / max(image.height, image.width)))
  }
  /// Pixels that a side of the grid should have at most.
  private static let widestGrid = 1_120
  private static let gridExtent: Float = 3
  /// Codes are shown from minus to plus this.
  private static let scatterExtent: Float = 4
  private static let gap = 12
  private static let footer = 27
  private static let gray: ColorImage.Color = (72, 72, 72)
  private static let light: ColorImage.Color = (208, 208, 208)

  private var panelHeight: Int { gridSide * model.configuration.imageHeight }
  private var panelWidth: Int { gridSide * model.configuration.imageWidth }

  func draw() -> ColorImage {
    var image = ColorImage(
      height: panelHeight + Self.footer, width: 2 * panelWidth + Self.gap)
    drawAxes(on: &image)
    drawCodes(on: &image)
    drawGrid(on: &image)
    drawFooter(on: &image)
    return image
  }

  /// Where a code lies in the left panel; the second latent grows upwards.
  private func place(_ x: Float, _ y: Float) -> (x: Int, y: Int) {
    let extent = Self.scatterExtent
    return (
      Int((x + extent) / (2 * extent) * Float(panelWidth)),
      Int((extent - y) / (2 * extent) * Float(panelHeight))
    )
  }

  /// The square that the grid covers, and where the latents are zero.
  private func drawAxes(on image: inout ColorImage) {
    let zero = place(0, 0)
    image.fill(x: zero.x, y: 0, width: 1, height: panelHeight, (40, 40, 40))
    image.fill(x: 0, y: zero.y, width: panelWidth, height: 1, (40, 40, 40))
    let start = place(-Self.gridExtent, Self.gridExtent)
    let end = place(Self.gridExtent, -Self.gridExtent)
    let (width, height) = (end.x - start.x, end.y - start.y)
    for y in [start.y, end.y] { image.fill(x: start.x, y: y, width: width, height: 1, Self.gray) }
    for x in [start.x, end.x] { image.fill(x: x, y: start.y, width: 1, height: height, Self.gray) }
  }

  private func drawCodes(on image: inout ColorImage) {
    for index in 0..<codes.count / 2 {
      let label = labels.isEmpty ? nil : Int(labels[index])
      let (x, y) = (codes[2 * index], codes[2 * index + 1])
      guard abs(x) < Self.scatterExtent, abs(y) < Self.scatterExtent else { continue }
      let place = place(x, y)
      image.fill(x: place.x, y: place.y, width: 2, height: 2, label.map(Self.color) ?? Self.light)
    }
  }

  private func drawGrid(on image: inout ColorImage) {
    let grid = LatentGrid(extent: Self.gridExtent, count: gridSide)
    let shape = model.configuration.imageShape
    for (index, pixels) in model.images(of: grid.codes(dimensions: 2)).enumerated() {
      let top = index / gridSide * shape.height
      let left = panelWidth + Self.gap + index % gridSide * shape.width
      let levels = pixels.map(GrayImage.level)
      for place in 0..<shape.pixels {
        let first = place * shape.channels
        let (green, blue) = shape.channels == 1 ? (first, first) : (first + 1, first + 2)
        image.fill(
          x: left + place % shape.width, y: top + place / shape.width, width: 1, height: 1,
          (levels[first], levels[green], levels[blue]))
      }
    }
  }

  /// Which color is which class; the epoch, and how much of the training it is.
  private func drawFooter(on image: inout ColorImage) {
    let top = panelHeight + 6
    var x = 6
    for label in 0..<classCount {
      let width = DigitGlyphs.width("\(label)", scale: 3)
      guard x + width < panelWidth else { break }
      DigitGlyphs.draw(
        "\(label)", x: x, y: top, scale: 3, Self.color(of: label), on: &image)
      x += width + 8
    }
    let left = panelWidth + Self.gap
    DigitGlyphs.draw("\(epoch)", x: left, y: top, scale: 3, Self.light, on: &image)
    let start = left + DigitGlyphs.width("\(epochs)", scale: 3) + 6
    let length = image.width - start
    image.fill(x: start, y: top + 6, width: length, height: 3, Self.gray)
    image.fill(
      x: start, y: top + 6, width: length * epoch / max(epochs, 1), height: 3, Self.light)
  }

  /// Classes up to the greatest that there is.
  private var classCount: Int { labels.max().map { Int($0) + 1 } ?? 0 }

  private static func color(of label: Int) -> ColorImage.Color {
    let color = Theme(Capabilities()).classStyle(label).foreground.rgb
    return color.map { ($0.red, $0.green, $0.blue) } ?? light
  }
}

/// The ten digits in three by five dots.
private enum DigitGlyphs {
  /// Five rows of three bits for each digit, the leftmost highest.
  private static let glyphs: [[UInt8]] = [
    [7, 5, 5, 5, 7], [2, 6, 2, 2, 7], [7, 1, 7, 4, 7], [7, 1, 7, 1, 7], [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7], [7, 4, 7, 5, 7], [7, 1, 2, 2, 2], [7, 5, 7, 5, 7], [7, 5, 7, 1, 7],
  ]

  static func width(_ text: String, scale: Int) -> Int { 4 * scale * text.count }

  static func draw(
    _ text: String, x: Int, y: Int, scale: Int, _ color: ColorImage.Color,
    on image: inout ColorImage
  ) {
    for (place, digit) in text.compactMap(\.wholeNumberValue).enumerated() {
      for (row, bits) in glyphs[digit].enumerated() {
        for column in 0..<3 where bits & (4 >> UInt8(column)) != 0 {
          image.fill(
            x: x + scale * (4 * place + column), y: y + scale * row, width: scale, height: scale,
            color)
        }
      }
    }
  }
}
