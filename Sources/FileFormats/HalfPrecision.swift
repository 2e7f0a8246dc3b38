// Floats of 16 bits (IEEE 754, binary16), by hand: Swift has no `Float16` on every platform.

extension Float {
  /// The value of a float of 16 bits.
  package init(halfPrecision bits: UInt16) {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
      }
    self = bits >> 15 == 0 ? magnitude : -magnitude
  }
}

extension UInt16 {
  /// The bits of the float of 16 bits nearest to `value`: of two as near the even one, and infinity beyond the
  /// greatest.
  package init(halfPrecision value: Float) {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    let magnitude = value.magnitude
    // Rounding up may carry into the exponent, which then is the right one.
    switch magnitude {
    case _ where magnitude.isNaN: self = sign | 0x7e00
    case 65520...: self = sign | 0x7c00
    case ..<0x1p-14: self = sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven))
    default:
      let fraction = ((magnitude.significand - 1) * 1024).rounded(.toNearestOrEven)
      self = sign | UInt16(magnitude.exponent + 15) << 10 + UInt16(fraction)
    }
  }
}
