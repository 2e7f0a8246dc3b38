/// An array as NumPy's npy files hold it: row-major, little-endian.
public struct NPYArray: Equatable, Sendable {
  /// A type of elements, by the name it has in a file.
  public enum Element: String, Sendable {
    /// Unsigned bytes.
    case uint8 = "|u1"
    /// Floats of 32 bits.
    case float32 = "<f4"
    /// Floats of 64 bits.
    case float64 = "<f8"
    /// Signed integers of 64 bits.
    case int64 = "<i8"

    var size: Int {
      switch self {
      case .uint8: 1
      case .float32: 4
      case .int64, .float64: 8
      }
    }
  }

  /// The type of the elements.
  public let element: Element
  /// The length of each dimension, the one that varies slowest first.
  public let shape: [Int]
  /// The elements as they stand in a file.
  public let bytes: [UInt8]

  /// An array of 32-bit floats, as many as the product of `shape`.
  public init(_ floats: [Float], shape: [Int]) {
    precondition(shape.reduce(1, *) == floats.count, "shape \(shape) of \(floats.count) floats")
    element = .float32
    self.shape = shape
    bytes = littleEndianBytes(of: floats)
  }

  /// The elements as floats, those of 64 bits rounded; nil where they are integers.
  public var floats: [Float]? {
    switch element {
    case .uint8, .int64: nil
    case .float32: FileFormats.floats(fromLittleEndian: bytes[...])
    case .float64: FileFormats.floats(fromLittleEndianDoubles: bytes[...])
    }
  }
}

/// Why bytes are no npy array that can be read here.
public enum NPYError: Error, Equatable {
  /// The bytes do not begin as an npy file does.
  case notNPY
  /// A version of the format other than 1, 2 and 3.
  case unsupportedVersion(UInt8)
  /// The header is not the dictionary NumPy writes.
  case malformedHeader(String)
  /// Elements of a type that `Element` does not have.
  case unsupportedElement(String)
  /// The array is stored column by column.
  case columnMajor
  /// The header's shape says `expected` bytes of data, and `found` stand there.
  case wrongLength(expected: Int, found: Int)
}

extension NPYArray {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The bytes of a version 1.0 file, data on a multiple of 64 (numpy.lib.format).
  public func fileBytes() -> [UInt8] {
    let dimensions = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let dictionary =
      "{'descr': '\(element.rawValue)', 'fortran_order': False, 'shape': (\(dimensions)), }"
    let unpadded = Self.magic.count + 4 + dictionary.utf8.count + 1
    let padding = String(repeating: " ", count: (64 - unpadded % 64) % 64)
    let header = Array((dictionary + padding + "\n").utf8)
    return Self.magic + [1, 0] + UInt16(header.count).littleEndianBytes + header + bytes
  }

  /// Parses the bytes of an npy file.
  public init(parsing file: [UInt8]) throws(NPYError) {
    var cursor = ByteCursor(file)
    guard let magic = cursor.take(6), magic.elementsEqual(Self.magic),
      let major = cursor.take(2)?.first
    else { throw .notNPY }
    let length: Int? =
      switch major {
      case 1: cursor.littleEndian(UInt16.self).map(Int.init)
      case 2, 3: cursor.littleEndian(UInt32.self).map(Int.init)
      default: throw .unsupportedVersion(major)
      }
    guard let length, length <= 10_000, let header = cursor.take(length) else {
      throw .malformedHeader("")
    }
    let text = String(decoding: header, as: UTF8.self)
    guard let descr = Self.value(of: "descr", in: text),
      let order = Self.value(of: "fortran_order", in: text),
      let dimensions = Self.value(of: "shape", in: text)
    else { throw .malformedHeader(text) }
    guard let element = Element(rawValue: descr.replacing("'", with: "")) else {
      throw .unsupportedElement(descr)
    }
    guard order == "False" else { throw .columnMajor }
    let shape = try Self.parseShape(dimensions, header: text)
    let count = byteCount(of: shape, elementSize: element.size) ?? .max
    guard cursor.remaining == count, let data = cursor.take(count) else {
      throw .wrongLength(expected: count, found: cursor.remaining)
    }
    self.element = element
    self.shape = shape
    bytes = Array(data)
  }

  private static func value(of key: String, in header: String) -> String? {
    guard let start = header.firstRange(of: "'\(key)':")?.upperBound else { return nil }
    let rest = header[start...].drop { $0 == " " }
    let end =
      rest.first == "("
      ? rest.firstIndex(of: ")").map(rest.index(after:)) : rest.firstIndex { ",}".contains($0) }
    return end.map { String(rest[..<$0]) }
  }

  private static func parseShape(_ text: String, header: String) throws(NPYError) -> [Int] {
    var shape: [Int] = []
    for part in text.dropFirst().dropLast().split(separator: ",") {
      let digits = part.drop { $0 == " " }
      guard !digits.isEmpty else { continue }
      guard let dimension = Int(digits), dimension >= 0 else { throw .malformedHeader(header) }
      shape.append(dimension)
    }
    return shape
  }
}
