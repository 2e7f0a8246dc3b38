/// Why bytes are no file of compressed codes.
public enum CompressedCodesError: Error, Equatable {
  /// The bytes do not begin as such a file does.
  case notCompressedCodes
  /// The file ends too early.
  case truncated
  /// The bytes do not have the CRC-32 at their end.
  case wrongChecksum
  /// A header that describes no codes.
  case malformed
  /// The zlib stream of a file of the first version.
  case compressed(DeflateError)
  /// The stream of symbols is not one that the range coder wrote.
  case rangeCoded(RangeCoderError)
}

/// Images as rounded codes of a model. All numbers are little-endian:
///
///     4 bytes  "LWZ2"
///     u32      CRC-32 of the model's parameters
///     u32      images
///     u32      values per code
///     u8       bits per value, 1 to 8
///     f32 x 2  low and high end of each value's range
///     u32      bytes of the stream that follows: the first value of every image, then the second, ...,
///              each value a column of `SymbolCoder`
///     u32      CRC-32 of all bytes before
///
/// Symbol s stands for low + (high - low) · s / (2^bits - 1). Files that start with "LWZ1" are read too: there
/// the stream is zlib's, of a byte a symbol in the same order.
public struct CompressedCodes: Equatable, Sendable {
  /// Bits a value, 1 to 8.
  public let bits: Int
  /// The low end of each value's range.
  public let lows: [Float]
  /// The high end of each value's range.
  public let highs: [Float]
  /// Image after image.
  public let symbols: [UInt8]
  /// CRC-32 of the model's parameters.
  public let model: UInt32

  private enum Version: String, CaseIterable {
    case zlib = "LWZ1"
    case rangeCoded = "LWZ2"

    var magic: [UInt8] { Array(rawValue.utf8) }
  }

  /// Codes as symbols, image after image.
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
  /// How many images there are.
  public var imageCount: Int { symbols.count / dimensions }

  /// The bytes of a file.
  public func fileBytes() -> [UInt8] {
    let stream = SymbolCoder(bits: bits, rows: imageCount)
      .encode(Self.transposed(symbols, rows: imageCount, columns: dimensions))
    var bytes = Version.rangeCoded.magic + model.littleEndianBytes
    bytes += UInt32(imageCount).littleEndianBytes + UInt32(dimensions).littleEndianBytes
    bytes.append(UInt8(bits))
    bytes += littleEndianBytes(of: zip(lows, highs).flatMap { [$0, $1] })
    bytes += UInt32(stream.count).littleEndianBytes + stream
    return bytes + crc32(bytes).littleEndianBytes
  }

  /// Parses the bytes of a file.
  public init(parsing file: [UInt8]) throws(CompressedCodesError) {
    guard let version = Version.allCases.first(where: { file.starts(with: $0.magic) }) else {
      throw .notCompressedCodes
    }
    var cursor = ByteCursor(file.dropFirst(version.magic.count))
    guard let model = cursor.littleEndian(UInt32.self),
      let images = cursor.littleEndian(UInt32.self),
      let columns = cursor.littleEndian(UInt32.self), let bits = cursor.littleEndian(UInt8.self),
      let ends = cursor.take(8 * Int(columns)), let length = cursor.littleEndian(UInt32.self),
      let stream = cursor.take(Int(length)), let checksum = cursor.littleEndian(UInt32.self)
    else { throw .truncated }
    guard crc32(Array(file.prefix(file.count - cursor.remaining - 4))) == checksum else {
      throw .wrongChecksum
    }
    let range = floats(fromLittleEndian: ends)
    // Ends so small that the width of no range overflows.
    guard columns > 0, images > 0, (1...8).contains(bits),
      let count = checkedProduct(of: [Int(images), Int(columns)]),
      count <= max(Self.freeSymbols, Self.symbolsPerByte * stream.count),
      range.allSatisfy({ abs($0) < .greatestFiniteMagnitude / 2 })
    else { throw .malformed }
    let symbols = try Self.symbols(
      stream, version, SymbolCoder(bits: Int(bits), rows: Int(images)), count: count)
    self.init(
      bits: Int(bits), lows: stride(from: 0, to: range.count, by: 2).map { range[$0] },
      highs: stride(from: 1, to: range.count, by: 2).map { range[$0] },
      symbols: Self.transposed(symbols, rows: Int(columns), columns: Int(images)), model: model)
  }

  /// Symbols that a stream of any length may give, and those for each of its bytes where that is more: codes that
  /// hardly differ take next to no bytes, and a few bytes must not become all the memory there is.
  private static let (freeSymbols, symbolsPerByte) = (1 << 22, 64)

  private static func symbols(
    _ stream: ArraySlice<UInt8>, _ version: Version, _ coder: SymbolCoder, count: Int
  ) throws(CompressedCodesError) -> [UInt8] {
    switch version {
    case .rangeCoded:
      do { return try coder.decode(stream, count: count) } catch { throw .rangeCoded(error) }
    case .zlib:
      let symbols: [UInt8]
      do { symbols = try inflate(stream, .zlib, limit: count) } catch { throw .compressed(error) }
      guard symbols.count == count, symbols.allSatisfy({ Int($0) < 1 << coder.bits }) else {
        throw .malformed
      }
      return symbols
    }
  }

  /// Rows as columns.
  private static func transposed(_ values: [UInt8], rows: Int, columns: Int) -> [UInt8] {
    (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
  }
}
