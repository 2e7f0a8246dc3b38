/// Colors to choose from, and the search for the one that looks most like another.
struct ColorPalette: Sendable {
  private let colors: [Color]
  /// Lightness and the two opponent axes of eight colors at a time; places beyond the last are far from all.
  private let blocks: [(lightness: SIMD8<Float>, greenRed: SIMD8<Float>, blueYellow: SIMD8<Float>)]

  /// The 240 of xterm whose values are the same everywhere.
  static let fixed = ColorPalette((16...255).map { Color.indexed(UInt8($0)) })
  /// The sixteen, as xterm has them.
  static let sixteen = ColorPalette((0...15).map { Color.ansi(UInt8($0)) })

  private init(_ colors: [Color]) {
    self.colors = colors
    let perceived = colors.map { color -> PerceivedColor in
      let rgb = color.rgb ?? (0, 0, 0)
      return PerceivedColor(SIMD3(Float(rgb.red), Float(rgb.green), Float(rgb.blue)) / 255)
    }
    func lanes(_ first: Int, _ axis: (PerceivedColor) -> Float) -> SIMD8<Float> {
      var lanes = SIMD8<Float>(repeating: 1e3)
      for lane in 0..<8 where first + lane < perceived.count {
        lanes[lane] = axis(perceived[first + lane])
      }
      return lanes
    }
    blocks = stride(from: 0, to: colors.count, by: 8).map { first in
      (lanes(first, \.lightness), lanes(first, \.greenRed), lanes(first, \.blueYellow))
    }
  }

  /// The color that looks most like `color`; of equals the first.
  func nearest(to color: PerceivedColor) -> Color {
    var best = SIMD8<Float>(repeating: .infinity)
    var places = SIMD8<Int32>(repeating: 0)
    for (index, block) in blocks.enumerated() {
      let lightness = block.lightness - color.lightness
      let greenRed = block.greenRed - color.greenRed
      let blueYellow = block.blueYellow - color.blueYellow
      let distance = lightness * lightness + greenRed * greenRed + blueYellow * blueYellow
      let isNearer = distance .< best
      best.replace(with: distance, where: isNearer)
      places.replace(with: SIMD8(repeating: Int32(index)), where: isNearer)
    }
    let least = best.min()
    let found = (0..<8).filter { best[$0] == least }.map { Int(places[$0]) * 8 + $0 }
    return colors[found.min() ?? 0]
  }
}

extension Color {
  /// The color of sRGB values from 0 to 1 as a screen of some depth shows it: itself, or the one of its palette that
  /// looks most like it.
  static func shown(_ color: SIMD3<Float>, in depth: ColorDepth) -> Color {
    let color = color.clamped(lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 1))
    switch depth {
    case .none: return .terminal
    case .sixteen: return ColorPalette.sixteen.nearest(to: PerceivedColor(color))
    case .indexed: return ColorPalette.fixed.nearest(to: PerceivedColor(color))
    case .direct:
      let bytes = (color * 255).rounded(.toNearestOrAwayFromZero)
      return .direct(red: UInt8(bytes.x), green: UInt8(bytes.y), blue: UInt8(bytes.z))
    }
  }
}
