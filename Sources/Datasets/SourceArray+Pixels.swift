internal import FileFormats

/// How pixels are read.
package struct PixelReading: Equatable, Sendable {
  /// The numbers that are black and white; nil where they are what their type has, or as they are recognized.
  var range: ClosedRange<Float>?

  package init(range: ClosedRange<Float>? = nil) { self.range = range }
}

extension SourceArray {
  /// Every pixel as a byte: integers as they are, truth values black and white, and floats from 0 to 1 to the nearest
  /// 255th; floats that are whole numbers up to 255 are read as these.
  package func pixels(
    _ reading: PixelReading, _ notes: inout [DatasetNote]
  ) throws(DatasetError) -> [UInt8] {
    if let floats = array.floats { return try pixels(of: floats, reading, &notes) }
    if reading.range == nil, array.element == .uint8 { return array.bytes }
    let integers = array.integers ?? []
    let white = array.element == .bool ? 1 : 255
    if reading.range == nil, integers.allSatisfy((0...white).contains) {
      return integers.map { UInt8($0 * 255 / white) }
    }
    return try scaled(integers.map { Float($0) }, to: reading.range ?? 0...255)
  }

  private func pixels(
    of floats: [Float], _ reading: PixelReading, _ notes: inout [DatasetNote]
  ) throws(DatasetError) -> [UInt8] {
    if let range = reading.range { return try scaled(floats, to: range) }
    if Self.goUpTo255(floats) {
      notes.append(.readUpTo255(file: file))
      return floats.map { UInt8($0) }
    }
    return try scaled(floats, to: 0...1)
  }

  /// Whether all are bytes that were made floats, and not black and white alone.
  private static func goUpTo255(_ floats: [Float]) -> Bool {
    var isAboveOne = false
    for value in floats {
      guard value >= 0, value <= 255, value == value.rounded() else { return false }
      isAboveOne = isAboveOne || value > 1
    }
    return isAboveOne
  }

  /// What rounding may take a number beyond either end, as a share of the range.
  private static let tolerance: Float = 1e-6

  private func scaled(
    _ values: [Float], to range: ClosedRange<Float>
  ) throws(DatasetError) -> [UInt8] {
    let width = range.upperBound - range.lowerBound
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let share = (value - range.lowerBound) / width
      guard share >= -Self.tolerance, share <= 1 + Self.tolerance else {
        throw outOfRange(index, values)
      }
      bytes.append(UInt8((min(max(share, 0), 1) * 255).rounded()))
    }
    return bytes
  }

  private func outOfRange(_ index: Int, _ values: [Float]) -> DatasetError {
    let pixels = max(values.count / max(array.shape.first ?? 1, 1), 1)
    // No range would help before such a number is gone.
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      let (image, pixel) = place.quotientAndRemainder(dividingBy: pixels)
      return .pixelNotFinite(file: file, image: image, pixel: pixel, isNaN: values[place].isNaN)
    }
    return .pixelOutOfRange(
      file: file, image: index / pixels, value: values[index], least: values.min() ?? 0,
      greatest: values.max() ?? 0)
  }
}
