internal import FileFormats

/// The width of the floats that a model's file holds its parameters in.
public enum ParameterPrecision: String, CaseIterable, Sendable {
  /// 32 bits, as they are computed with.
  case single
  /// 16 bits (IEEE 754, binary16): half the size, eleven significant bits.
  case half

  /// The nearest number that is held; infinite where none is near.
  func nearest(to value: Float) -> Float {
    switch self {
    case .single: value
    case .half: Float(halfPrecision: UInt16(halfPrecision: value))
    }
  }

  /// A tensor of such floats.
  func tensor(_ floats: [Float], shape: [Int]) -> SafeTensors.Tensor {
    switch self {
    case .single: SafeTensors.Tensor(floats, shape: shape)
    case .half: SafeTensors.Tensor(halvesOf: floats, shape: shape)
    }
  }
}
