/// An array as LeCun's IDX files hold it: bytes, row-major, with a shape.
///
/// Only unsigned bytes are read, the type of every image and label file in use.
public struct IDXArray: Equatable, Sendable {
  /// The length of each dimension, the one that varies slowest first.
  public let shape: [Int]
  /// The elements, as many as the product of `shape`.
  public let bytes: [UInt8]
}

/// Why bytes are no IDX array of unsigned bytes.
public enum IDXError: Error, Equatable {
  /// The first four bytes are not `00 00 08` and a rank from 1 to 4.
  case wrongMagic([UInt8])
  /// The header says `expected` bytes of data, and `found` stand there.
  case wrongLength(expected: Int, found: Int)
  /// The header's dimensions ask for more than a tebibyte.
  case dimensionsTooLarge([Int])
  /// The file begins as gzip does and cannot be expanded.
  case compressed(DeflateError)
}

extension IDXArray {
  /// Parses the bytes of an IDX file, plain or gzip-compressed.
  public init(parsing bytes: [UInt8]) throws(IDXError) {
    var cursor = ByteCursor(try Self.expanded(bytes))
    guard let magic = cursor.take(4) else { throw .wrongMagic(Array(bytes.prefix(4))) }
    let rank = Int(magic[magic.startIndex + 3])
    guard magic.prefix(3).elementsEqual([0, 0, 8]), (1...4).contains(rank) else {
      throw .wrongMagic(Array(magic))
    }
    var shape: [Int] = []
    for _ in 0..<rank {
      guard let dimension = cursor.bigEndian(UInt32.self) else {
        throw .wrongLength(expected: 4 + 4 * rank, found: 4 + 4 * shape.count)
      }
      shape.append(Int(dimension))
    }
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= 1 << 40 else { throw .dimensionsTooLarge(shape) }
      count = product
    }
    guard cursor.remaining == count, let data = cursor.take(count) else {
      throw .wrongLength(expected: count, found: cursor.remaining)
    }
    self.init(shape: shape, bytes: Array(data))
  }

  private static func expanded(_ bytes: [UInt8]) throws(IDXError) -> [UInt8] {
    guard bytes.starts(with: [0x1f, 0x8b]) else { return bytes }
    do { return try inflate(bytes, .gzip) } catch { throw .compressed(error) }
  }
}
