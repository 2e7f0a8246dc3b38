/// Why bytes are no file of compressed codes.
public enum CompressedCodesError: Error, Equatable {
  case notCompressedCodes
  case truncated
  case wrongChecksum
  /// A header that describes no codes.
  case malformed
  case compressed(DeflateError)
}

/// Images as rounded codes of a model. All numbers are little-endian:
///
///     4 bytes  "LWZ1"
///     u32      CRC-32 of the model's parameters
///     u32      images
///     u32      values a code
///     u8       bits a value, 1 to 8
///     f32 x 2  low and high end of each value's range
///     u32      bytes of the zlib stream that follows: each value of each image as a byte, the first
///              value of every image, then the second, ...
///     u32      CRC-32 of all bytes before
///
/// Symbol s stands for low + (high - low) · s / (2^bits - 1).
public struct CompressedCodes: Equatable, Sendable {
  public let bits: Int
  public let lows: [Float]
  public let highs: [Float]
  /// Image after image.
  public let symbols: [UInt8]
  /// CRC-32 of the model's parameters.
  public let model: UInt32

  private static let magic = Array("LWZ1".utf8)

  public init(bits: Int, lows: [Float], highs: [Float], symbols: [UInt8], model: UInt32) {
    precondition(
      lows.count == highs.count && !lows.isEmpty && symbols.count % lows.count == 0,
      "\(symbols.count) symbols of \(lows.count) and \(highs.count) ends")
    self.bits = bits
    self.lows = lows
    self.highs = highs
    self.symbols = symbols
    self.model = model
  }

  /// Values a code.
  public var dimensions: Int { lows.count }
  public var imageCount: Int { symbols.count / dimensions }

  public func fileBytes() -> [UInt8] {
    let stream = zlibCompressed(Self.transposed(symbols, rows: imageCount, columns: dimensions))
    var bytes = Self.magic + model.littleEndianBytes
    bytes += UInt32(imageCount).littleEndianBytes + UInt32(dimensions).littleEndianBytes
    bytes.append(UInt8(bits))
    bytes += littleEndianBytes(of: zip(lows, highs).flatMap { [$0, $1] })
    bytes += UInt32(stream.count).littleEndianBytes + stream
    return bytes + crc32(bytes).littleEndianBytes
  }

  public init(parsing file: [UInt8]) throws(CompressedCodesError) {
    guard file.starts(with: Self.magic) else { throw .notCompressedCodes }
    guard file.count > 25 else { throw .truncated }
    var cursor = ByteCursor(file.dropFirst(Self.magic.count))
    guard let model = cursor.littleEndian(UInt32.self),
      let images = cursor.littleEndian(UInt32.self),
      let columns = cursor.littleEndian(UInt32.self), let bits = cursor.littleEndian(UInt8.self),
      let ends = cursor.take(8 * Int(columns)), let length = cursor.littleEndian(UInt32.self),
      let stream = cursor.take(Int(length)), let checksum = cursor.littleEndian(UInt32.self)
    else { throw .truncated }
    guard crc32(Array(file.prefix(file.count - cursor.remaining - 4))) == checksum else {
      throw .wrongChecksum
    }
    let count = Int(images) * Int(columns)
    let range = floats(fromLittleEndian: ends)
    // Ends so small that the width of no range overflows.
    guard columns > 0, images > 0, (1...8).contains(bits), count < 1 << 31,
      range.allSatisfy({ abs($0) < .greatestFiniteMagnitude / 2 })
    else { throw .malformed }
    let symbols: [UInt8]
    do { symbols = try inflate(stream, .zlib, limit: count) } catch { throw .compressed(error) }
    guard symbols.count == count, symbols.allSatisfy({ Int($0) < 1 << Int(bits) }) else {
      throw .malformed
    }
    self.init(
      bits: Int(bits), lows: stride(from: 0, to: range.count, by: 2).map { range[$0] },
      highs: stride(from: 1, to: range.count, by: 2).map { range[$0] },
      symbols: Self.transposed(symbols, rows: Int(columns), columns: Int(images)), model: model)
  }

  /// Rows as columns.
  private static func transposed(_ values: [UInt8], rows: Int, columns: Int) -> [UInt8] {
    (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
  }
}
