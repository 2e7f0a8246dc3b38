/// An array as LeCun's IDX files hold it: numbers of one type, row-major, with a shape.
public struct IDXArray: Equatable, Sendable {
  /// The type of the elements.
  public let element: NPYArray.Element
  /// The length of each dimension, the one that varies slowest first.
  public let shape: [Int]
  /// The elements, as many as the product of `shape`, each with its low byte first.
  public let bytes: [UInt8]
}

/// Why bytes are no IDX array.
public enum IDXError: Error, Equatable {
  /// The first four bytes are not two zeros, the number of a type and a rank from 1 to 4.
  case wrongMagic([UInt8])
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
    guard cursor.take(4) != nil, magic.starts(with: [0, 0]), let element = Self.elements[magic[2]],
      (1...4).contains(rank)
    else {
      if let kind = FileKind(beginning: bytes) { throw .otherKind(kind) }
      throw .wrongMagic(magic)
    }
    var shape: [Int] = []
    for _ in 0..<rank {
      guard let dimension = cursor.bigEndian(UInt32.self) else {
        throw .wrongLength(expected: 4 + 4 * rank, found: 4 + 4 * shape.count)
      }
      shape.append(Int(dimension))
    }
    guard let count = checkedProduct(of: shape + [element.size]) else {
      throw .dimensionsTooLarge(shape)
    }
    guard cursor.remaining == count, let data = cursor.take(count) else {
      throw .wrongLength(expected: count, found: cursor.remaining)
    }
    self.init(element: element, shape: shape, bytes: Self.littleEndian(data, size: element.size))
  }

  /// The types of elements by the byte that names them.
  static let elements: [UInt8: NPYArray.Element] = [
    0x08: .uint8, 0x09: .int8, 0x0b: .int16, 0x0c: .int32, 0x0d: .float32, 0x0e: .float64,
  ]

  /// Big-endian elements of so many bytes with their low byte first.
  private static func littleEndian(_ data: ArraySlice<UInt8>, size: Int) -> [UInt8] {
    guard size > 1 else { return Array(data) }
    return stride(from: data.startIndex, to: data.endIndex, by: size).flatMap {
      data[$0..<$0 + size].reversed()
    }
  }

  private static func expanded(_ bytes: [UInt8]) throws(IDXError) -> [UInt8] {
    guard bytes.starts(with: [0x1f, 0x8b]) else { return bytes }
    do { return try inflate(bytes, .gzip) } catch { throw .compressed(error) }
  }
}
