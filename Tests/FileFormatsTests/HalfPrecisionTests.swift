import Testing

@testable import FileFormats

/// Floats of 16 bits, held against NumPy's: `numpy.float16(x).view("u2")`.
struct HalfPrecisionTests {
  static let values: [Float] = [
    0, -0.0, 1, -2, 0.1, 0.33333334, 65504, 65519.99, 65520, -1e9, .infinity,
    // Halfway: to the even one, down, up, and over a power of two.
    0x1.002p0, 0x1.006p0, 0x1.ffep0,
    // Subnormal ones: the least; its half, which is as near to zero; halfway again; the least normal one, and what
    // rounds up to it.
    0x1p-24, 0x1p-25, 0x1.8p-24, 0x1p-14, 0x1.ffep-15, 1e-30,
  ]
  static let bits: [UInt16] = [
    0, 0x8000, 0x3c00, 0xc000, 0x2e66, 0x3555, 0x7bff, 0x7bff, 0x7c00, 0xfc00, 0x7c00,
    0x3c00, 0x3c02, 0x4000,
    1, 0, 2, 0x0400, 0x0400, 0,
  ]

  @Test(arguments: zip(values, bits))
  func roundsAsNumPyDoes(value: Float, bits: UInt16) {
    #expect(UInt16(halfPrecision: value) == bits)
  }

  @Test func everyFloatOf16BitsComesBack() {
    for bits in UInt16.min...UInt16.max {
      let value = Float(halfPrecision: bits)
      if value.isNaN {
        #expect(Float(halfPrecision: UInt16(halfPrecision: value)).isNaN)
      } else {
        #expect(UInt16(halfPrecision: value) == bits)
      }
    }
  }

  @Test func tensorsHoldThem() throws {
    let tensor = SafeTensors.Tensor(halvesOf: [0.1, -2], shape: [1, 2])
    #expect(tensor.element == "F16" && tensor.bytes == [0x66, 0x2e, 0, 0xc0])
    let file = SafeTensors(tensors: ["a": tensor], metadata: [:])
    let read = try SafeTensors(parsing: file.fileBytes()).tensors["a"]
    #expect(read?.numbers == [0.099975586, -2] && read?.floats == nil)
  }
}
