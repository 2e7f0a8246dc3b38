/// An array as NumPy's npy files hold it: row-major, little-endian, whatever the order in the file was.
public struct NPYArray: Equatable, Sendable {
  /// A type of elements, by the name it has in a file.
  public enum Element: String, CaseIterable, Sendable {
    /// True and false, a byte each.
    case bool = "|b1"
    /// Signed integers of 8 bits.
    case int8 = "|i1"
    /// Signed integers of 16 bits.
    case int16 = "<i2"
    /// Signed integers of 32 bits.
    case int32 = "<i4"
    /// Signed integers of 64 bits.
    case int64 = "<i8"
    /// Unsigned integers of 8 bits.
    case uint8 = "|u1"
    /// Unsigned integers of 16 bits.
    case uint16 = "<u2"
    /// Unsigned integers of 32 bits.
    case uint32 = "<u4"
    /// Unsigned integers of 64 bits.
    case uint64 = "<u8"
    /// Floats of 16 bits.
    case float16 = "<f2"
    /// Floats of 32 bits.
    case float32 = "<f4"
    /// Floats of 64 bits.
    case float64 = "<f8"

    /// Bytes of an element.
    var size: Int { rawValue.last?.wholeNumberValue ?? 1 }
  }

  /// The type of the elements.
  public let element: Element
  /// The length of each dimension, the one that varies slowest first.
  public let shape: [Int]
  /// The elements, row after row, each with its low byte first.
  public let bytes: [UInt8]

  package init(element: Element, shape: [Int], bytes: [UInt8]) {
    self.element = element
    self.shape = shape
    self.bytes = bytes
  }

  /// A list of integers of 64 bits.
  package init(_ integers: [Int]) {
    self.init(
      element: .int64, shape: [integers.count],
      bytes: integers.flatMap { Int64($0).littleEndianBytes })
  }

  /// An array of 32-bit floats, as many as the product of `shape`.
  public init(_ floats: [Float], shape: [Int]) {
    precondition(
      checkedProduct(of: shape) == floats.count, "shape \(shape) of \(floats.count) floats")
    self.init(element: .float32, shape: shape, bytes: littleEndianBytes(of: floats))
  }
}

// MARK: - Elements as numbers

extension NPYArray {
  /// The elements as floats, those of 64 bits rounded; nil where they are integers.
  public var floats: [Float]? {
    switch element {
    case .float16: words(of: UInt16.self).map(Float.init(halfPrecision:))
    case .float32: FileFormats.floats(fromLittleEndian: bytes[...])
    case .float64: FileFormats.floats(fromLittleEndianDoubles: bytes[...])
    default: nil
    }
  }

  /// The elements as integers, true as one, and what no `Int` holds as the greatest; nil where they are floats.
  public var integers: [Int]? {
    switch element {
    case .bool: bytes.map { $0 == 0 ? 0 : 1 }
    case .uint8: bytes.map(Int.init)
    case .int8: bytes.map { Int(Int8(bitPattern: $0)) }
    case .uint16: words(of: UInt16.self).map(Int.init)
    case .int16: words(of: Int16.self).map(Int.init)
    case .uint32: words(of: UInt32.self).map(Int.init)
    case .int32: words(of: Int32.self).map(Int.init)
    case .uint64: words(of: UInt64.self).map { Int(clamping: $0) }
    case .int64: words(of: Int64.self).map(Int.init)
    case .float16, .float32, .float64: nil
    }
  }

  private func words<Word: FixedWidthInteger>(of type: Word.Type) -> [Word] {
    let size = Word.bitWidth / 8
    return stride(from: 0, to: bytes.count, by: size).map { start in
      var word: Word = 0
      for place in (0..<size).reversed() {
        word = word << 8 | Word(truncatingIfNeeded: bytes[start + place])
      }
      return word
    }
  }
}

extension Float {
  /// The value of a float of 16 bits (IEEE 754, binary16).
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

// MARK: - Files

/// Why bytes are no npy array that can be read here.
public enum NPYError: Error, Equatable {
  /// The bytes do not begin as an npy file does; they may be another kind of file.
  case notNPY(FileKind?)
  /// A version of the format other than 1, 2 and 3.
  case unsupportedVersion(UInt8)
  /// The header, which is this, is not the dictionary that NumPy reads.
  case malformedHeader(String)
  /// Elements of a type that `Element` does not have.
  case unsupportedElement(String)
  /// The header's shape says `expected` bytes of data, and `found` stand there.
  case wrongLength(expected: Int, found: Int)
  /// The header's shape, which is this, multiplies to more bytes than an integer counts.
  case dimensionsTooLarge([Int])
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

  /// Parses the bytes of an npy file, of any of NumPy's types of integers, floats and truth values, in either
  /// order of bytes and of storage.
  public init(parsing file: [UInt8]) throws(NPYError) {
    var cursor = ByteCursor(file)
    guard let magic = cursor.take(6), magic.elementsEqual(Self.magic),
      let major = cursor.take(2)?.first
    else { throw .notNPY(FileKind(beginning: file)) }
    let length: Int? =
      switch major {
      case 1: cursor.littleEndian(UInt16.self).map(Int.init)
      case 2, 3: cursor.littleEndian(UInt32.self).map(Int.init)
      default: throw .unsupportedVersion(major)
      }
    guard let length, length <= Self.longestHeader, let text = cursor.take(length) else {
      throw .malformedHeader("")
    }
    let header = try NPYHeader(parsing: text)
    guard let count = checkedProduct(of: header.shape + [header.element.size]) else {
      throw .dimensionsTooLarge(header.shape)
    }
    guard cursor.remaining == count, let data = cursor.take(count) else {
      throw .wrongLength(expected: count, found: cursor.remaining)
    }
    self.init(
      element: header.element, shape: header.shape, bytes: header.rowMajorLittleEndian(data))
  }

  /// Longer headers NumPy does not read either.
  private static let longestHeader = 10_000
}
