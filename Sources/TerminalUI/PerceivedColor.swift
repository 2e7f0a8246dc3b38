internal import Foundation

/// A color by how it is seen: lightness, green to red, and blue to yellow, in which equal distances look alike
/// (Björn Ottosson 2020, OKLab).
struct PerceivedColor: Equatable {
  var lightness: Float
  var greenRed: Float
  var blueYellow: Float

  init(lightness: Float, greenRed: Float, blueYellow: Float) {
    (self.lightness, self.greenRed, self.blueYellow) = (lightness, greenRed, blueYellow)
  }

  /// The color of linear light, red, green and blue.
  init(light: SIMD3<Float>) {
    let long = cbrt(dot(light, SIMD3(0.4122214708, 0.5363325363, 0.0514459929)))
    let middle = cbrt(dot(light, SIMD3(0.2119034982, 0.6806995451, 0.1073969566)))
    let short = cbrt(dot(light, SIMD3(0.0883024619, 0.2817188376, 0.6299787005)))
    let cones = SIMD3(long, middle, short)
    lightness = dot(cones, SIMD3(0.2104542553, 0.7936177850, -0.0040720468))
    greenRed = dot(cones, SIMD3(1.9779984951, -2.4285922050, 0.4505937099))
    blueYellow = dot(cones, SIMD3(0.0259040371, 0.7827717662, -0.8086757660))
  }

  /// The color of sRGB values from 0 to 1.
  init(_ color: SIMD3<Float>) {
    self.init(light: SIMD3(linear(color.x), linear(color.y), linear(color.z)))
  }

  /// The sRGB values, from 0 to 1, of the nearest color that can be shown.
  var color: SIMD3<Float> {
    func cubed(_ value: Float) -> Float { value * value * value }
    let cones = SIMD3(
      cubed(lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow),
      cubed(lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow),
      cubed(lightness - 0.0894841775 * greenRed - 1.2914855480 * blueYellow))
    let light = SIMD3(
      dot(cones, SIMD3(4.0767416621, -3.3077115913, 0.2309699292)),
      dot(cones, SIMD3(-1.2684380046, 2.6097574011, -0.3413193965)),
      dot(cones, SIMD3(-0.0041960863, -0.7034186147, 1.7076147010)))
    func shown(_ light: Float) -> Float { encoded(min(max(light, 0), 1)) }
    return SIMD3(shown(light.x), shown(light.y), shown(light.z))
  }
}

private func dot(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float { (a * b).sum() }

/// Linear light of an sRGB value.
func linear(_ value: Float) -> Float {
  value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
}

/// The sRGB value of linear light.
func encoded(_ light: Float) -> Float {
  light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
}
