internal import Dispatch
internal import ImageSets
internal import Synchronization

extension Dataset {
  /// 60 000 training and 10 000 test digits drawn from `seed`, the same for the same seed.
  ///
  /// Each is written with a variant, slant, width and hand of its own, then sized and centered as
  /// MNIST's are: the longer side 20 pixels, the center of mass in the middle of 28x28.
  public static func digits(seed: UInt64 = 0, train: Int = 60_000, test: Int = 10_000) -> Dataset {
    let all = drawnDigits(count: train + test, seed: seed)
    let side = DrawnDigit.side
    let cut = train * side * side
    return Dataset(
      name: "digits", origin: .drawn(seed: seed),
      train: LabeledImages(
        height: side, width: side, pixels: Array(all.pixels[..<cut]),
        labels: Array(all.labels[..<train])),
      test: LabeledImages(
        height: side, width: side, pixels: Array(all.pixels[cut...]),
        labels: Array(all.labels[train...])))
  }

  private static func drawnDigits(
    count: Int, seed: UInt64
  ) -> (pixels: [UInt8], labels: [UInt8]) {
    let chunk = 2_000
    let chunks = (count + chunk - 1) / chunk
    let drawn = Mutex([Int: [DrawnDigit]]())
    DispatchQueue.concurrentPerform(iterations: chunks) { part in
      let digits = (part * chunk..<min((part + 1) * chunk, count)).map {
        DrawnDigit(seed: seed, index: UInt64($0))
      }
      drawn.withLock { $0[part] = digits }
    }
    let digits = drawn.withLock { parts in (0..<chunks).flatMap { parts[$0] ?? [] } }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * DrawnDigit.side * DrawnDigit.side)
    for digit in digits { pixels += digit.pixels }
    return (pixels, digits.map(\.label))
  }
}

/// One drawn digit.
struct DrawnDigit {
  let label: UInt8
  let pixels: [UInt8]

  /// Rows and columns of the image.
  static let side = 28
  private static let boxSide = 20.0

  init(seed: UInt64, index: UInt64) {
    var random = SplitMix64(seed: seed, index: index)
    let digit = random.index(below: DigitStrokes.count)
    let variants = DigitStrokes.variants(of: digit)
    let variant = variants[random.index(below: variants.count)]
    var hand = Handwriting(&random)
    let paths = variant.map { hand.path(of: $0) }
    let ink = Self.draw(Self.boxed(paths, penRadius: hand.penRadius), hand)
    label = UInt8(digit)
    pixels = Self.centered(ink)
  }

  /// Scales the paths so that, pen included, the longer side fills the box, and puts the box in the
  /// middle of the image.
  private static func boxed(_ paths: [[PenPoint]], penRadius: Double) -> [[PenPoint]] {
    let points = paths.joined()
    var (minX, maxX, minY, maxY) = (1e9, -1e9, 1e9, -1e9)
    for point in points {
      (minX, maxX) = (min(minX, point.x), max(maxX, point.x))
      (minY, maxY) = (min(minY, point.y), max(maxY, point.y))
    }
    let scale = (boxSide - 2 * penRadius) / max(maxX - minX, maxY - minY)
    let middle = Double(side) / 2
    return paths.map { path in
      path.map {
        PenPoint(
          middle + ($0.x - (minX + maxX) / 2) * scale, middle + ($0.y - (minY + maxY) / 2) * scale)
      }
    }
  }

  /// Ink from 0 to 1 in each pixel: full within the pen's radius of the path, fading over one pixel.
  private static func draw(_ paths: [[PenPoint]], _ hand: Handwriting) -> [Double] {
    var ink = [Double](repeating: 0, count: side * side)
    for path in paths where path.count > 1 {
      for index in 0..<path.count - 1 {
        let position = Double(index) / Double(path.count - 1)
        let radius = hand.penRadius * (1 - hand.pressure * (2 * position - 1) * (2 * position - 1))
        drawSegment(from: path[index], to: path[index + 1], radius: radius, into: &ink)
      }
    }
    return ink
  }

  private static func drawSegment(
    from a: PenPoint, to b: PenPoint, radius: Double, into ink: inout [Double]
  ) {
    let reach = radius + 0.6
    let columns = pixels(from: min(a.x, b.x) - reach, to: max(a.x, b.x) + reach)
    let rows = pixels(from: min(a.y, b.y) - reach, to: max(a.y, b.y) + reach)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let lengthSquared = max(dx * dx + dy * dy, 1e-12)
    for row in rows {
      for column in columns {
        let (px, py) = (Double(column) + 0.5 - a.x, Double(row) + 0.5 - a.y)
        let along = min(max((px * dx + py * dy) / lengthSquared, 0), 1)
        let (ex, ey) = (px - along * dx, py - along * dy)
        let cover = radius + 0.5 - (ex * ex + ey * ey).squareRoot()
        if cover > ink[row * side + column] { ink[row * side + column] = min(cover, 1) }
      }
    }
  }

  private static func pixels(from low: Double, to high: Double) -> Range<Int> {
    let first = min(max(Int(low), 0), side)
    return first..<min(max(Int(high) + 1, first), side)
  }

  /// The image moved by whole pixels so that its center of mass is in the middle.
  private static func centered(_ ink: [Double]) -> [UInt8] {
    var (mass, sumX, sumY) = (0.0, 0.0, 0.0)
    for row in 0..<side {
      for column in 0..<side {
        let value = ink[row * side + column]
        mass += value
        sumX += value * (Double(column) + 0.5)
        sumY += value * (Double(row) + 0.5)
      }
    }
    let middle = Double(side) / 2
    let shiftX = Int((middle - sumX / mass).rounded())
    let shiftY = Int((middle - sumY / mass).rounded())
    return (0..<side * side).map { index in
      let (row, column) = (index / side - shiftY, index % side - shiftX)
      guard (0..<side).contains(row), (0..<side).contains(column) else { return 0 }
      return UInt8((255 * ink[row * side + column]).rounded())
    }
  }
}
