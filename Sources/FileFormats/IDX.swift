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
  /// The first four bytes are not `00 00`, a type and a rank from 1 to 4.
  case wrongMagic([UInt8])
  /// Elements of a type, by the byte that names it, that is not that of unsigned bytes.
  case unsupportedElement(UInt8)
  /// The header says `expected` bytes of data, and `found` stand there.
  case wrongLength(expected: Int, found: Int)
  /// The header's dimensions multiply to more than an integer counts.
  case dimensionsTooLarge([Int])
  /// The bytes are those of another kind of file.
  case otherKind(FileKind)
  /// The file begins as gzip does and cannot be expanded.
  case compressed(DeflateError)
}

extension IDXArray {
  /// Parses the bytes of an IDX file, plain or gzip-compressed.
  public init(parsing bytes: [UInt8]) throws(IDXError) {
    let bytes = try Self.expanded(bytes)
    var cursor = ByteCursor(bytes)
    let magic = Array(bytes.prefix(4))
    let rank = Int(magic.last ?? 0)
    guard cursor.take(4) != nil, magic.starts(with: [0, 0]), Self.elements.contains(magic[2]),
      (1...4).contains(rank)
    else {
      if let kind = FileKind(beginning: bytes) { throw .otherKind(kind) }
      throw .wrongMagic(magic)
    }
    guard magic[2] == Self.unsignedBytes else { throw .unsupportedElement(magic[2]) }
    var shape: [Int] = []
    for _ in 0..<rank {
      guard let dimension = cursor.bigEndian(UInt32.self) else {
        throw .wrongLength(expected: 4 + 4 * rank, found: 4 + 4 * shape.count)
      }
      shape.append(Int(dimension))
    }
    guard let count = checkedProduct(of: shape) else { throw .dimensionsTooLarge(shape) }
    guard cursor.remaining == count, let data = cursor.take(count) else {
      throw .wrongLength(expected: count, found: cursor.remaining)
    }
    self.init(shape: shape, bytes: Array(data))
  }

  /// The types of elements that the format has: bytes without and with a sign, integers of 16 and 32 bits, floats of
  /// 32 and 64 bits.
  static let elements: [UInt8] = [8, 9, 0x0b, 0x0c, 0x0d, 0x0e]
  private static let unsignedBytes: UInt8 = 8

  private static func expanded(_ bytes: [UInt8]) throws(IDXError) -> [UInt8] {
    guard bytes.starts(with: [0x1f, 0x8b]) else { return bytes }
    do { return try inflate(bytes, .gzip) } catch { throw .compressed(error) }
  }
}
