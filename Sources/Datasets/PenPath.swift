internal import Foundation

/// The distortion of one drawn digit: the path's warp and the pen's thickness, as of one person's hand.
struct Handwriting {
  private var jitter: SplitMix64
  private let slant: Double
  private let rotation: Double
  private let aspect: Double
  private let warp: [(x: Double, y: Double, phase: Double, amplitude: Double)]
  /// Half the stroke's width, in pixels of the 20x20 box.
  let penRadius: Double
  /// How much thicker the stroke is in its middle than at its ends.
  let pressure: Double

  init(_ random: inout SplitMix64) {
    slant = 0.14 + 0.2 * random.normal()
    rotation = 0.07 * random.normal()
    aspect = exp(0.16 * random.normal())
    warp = (0..<4).map { _ in
      (
        random.uniform(0.6...1.6), random.uniform(0.6...1.6), random.uniform(0...(2 * .pi)),
        0.035 * random.normal()
      )
    }
    penRadius = min(max(1.1 + 0.28 * random.normal(), 0.7), 1.9)
    pressure = random.uniform(0...0.35)
    jitter = random
  }

  /// The path of one stroke: its points moved a little, joined by a smooth curve, bent and slanted.
  mutating func path(of stroke: [PenPoint]) -> [PenPoint] {
    var moved: [PenPoint] = []
    for (index, point) in stroke.enumerated() {
      if index > 0, point == stroke[index - 1], let corner = moved.last {
        moved.append(corner)
      } else {
        moved.append(PenPoint(point.x + 0.035 * jitter.normal(), point.y + 0.03 * jitter.normal()))
      }
    }
    return Self.smooth(moved).map(bend)
  }

  /// A Catmull-Rom curve through `points`.
  private static func smooth(_ points: [PenPoint]) -> [PenPoint] {
    let stepsPerSpan = 6
    var curve: [PenPoint] = []
    for index in 0..<points.count - 1 {
      let p0 = points[max(index - 1, 0)]
      let (p1, p2) = (points[index], points[index + 1])
      let p3 = points[min(index + 2, points.count - 1)]
      guard p1 != p2 else { continue }
      for step in 0..<stepsPerSpan {
        let t = Double(step) / Double(stepsPerSpan)
        func along(_ axis: KeyPath<PenPoint, Double>) -> Double {
          let (a, b, c, d) = (
            p0[keyPath: axis], p1[keyPath: axis], p2[keyPath: axis], p3[keyPath: axis]
          )
          return 0.5
            * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
              + (3 * b - a - 3 * c + d) * t * t * t)
        }
        curve.append(PenPoint(along(\.x), along(\.y)))
      }
    }
    return curve + points.suffix(1)
  }

  private func bend(_ point: PenPoint) -> PenPoint {
    var (x, y) = ((point.x - 0.5) * 0.72 * aspect, point.y - 0.5)
    for wave in warp {
      let angle = 2 * .pi * (wave.x * x + wave.y * y) + wave.phase
      x += wave.amplitude * sin(angle)
      y += wave.amplitude * cos(angle)
    }
    x -= slant * y
    return PenPoint(x * cos(rotation) - y * sin(rotation), x * sin(rotation) + y * cos(rotation))
  }
}
