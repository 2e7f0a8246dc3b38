/// The named tensors of a safetensors file (huggingface/safetensors README, "Format").
public struct SafeTensors: Equatable, Sendable {
  /// One tensor: elements of one type, row-major and little-endian, with a shape.
  public struct Tensor: Equatable, Sendable {
    /// The element type as the file names it, `F32` for one.
    public let element: String
    /// The length of each dimension, the one that varies slowest first; empty for a single number.
    public let shape: [Int]
    /// The elements as they stand in the file.
    public let bytes: [UInt8]

    /// A tensor of any type, from the bytes of its elements.
    public init(element: String, shape: [Int], bytes: [UInt8]) {
      self.element = element
      self.shape = shape
      self.bytes = bytes
    }

    /// A tensor of type `F32`, of as many floats as the product of `shape`.
    public init(_ floats: [Float], shape: [Int]) {
      precondition(
        checkedProduct(of: shape) == floats.count, "shape \(shape) of \(floats.count) floats")
      self.init(element: "F32", shape: shape, bytes: littleEndianBytes(of: floats))
    }

    /// A tensor of type `F16`, of the floats of 16 bits nearest to as many floats as the product of `shape`.
    package init(halvesOf floats: [Float], shape: [Int]) {
      precondition(
        checkedProduct(of: shape) == floats.count, "shape \(shape) of \(floats.count) floats")
      self.init(
        element: "F16", shape: shape,
        bytes: floats.flatMap { UInt16(halfPrecision: $0).littleEndianBytes })
    }

    /// The elements of an `F32` tensor, or nil for another type.
    public var floats: [Float]? {
      element == "F32" ? FileFormats.floats(fromLittleEndian: bytes[...]) : nil
    }

    /// The elements of a tensor of any type of floating point as floats, or nil for another type.
    package var numbers: [Float]? {
      switch element {
      case "F64": FileFormats.floats(fromLittleEndianDoubles: bytes[...])
      case "F16": words.map { Float(halfPrecision: $0) }
      case "BF16": words.map { Float(bitPattern: UInt32($0) << 16) }
      default: floats
      }
    }

    private var words: [UInt16] {
      stride(from: 0, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
      }
    }
  }

  /// The tensors by name.
  public var tensors: [String: Tensor]
  /// The entries of the header's `__metadata__`.
  public var metadata: [String: String]

  /// The contents of a file.
  public init(tensors: [String: Tensor], metadata: [String: String]) {
    self.tensors = tensors
    self.metadata = metadata
  }
}

/// Why bytes are no safetensors file.
public enum SafeTensorsError: Error, Equatable {
  /// The bytes are those of another kind of file.
  case otherKind(FileKind)
  /// Fewer than eight bytes, or a header length that the file does not hold.
  case headerLength(UInt64?, fileSize: Int)
  /// The header is no JSON object of the form the format asks for.
  case malformedHeader
  /// A key that stands twice in one object of the header.
  case duplicateKey(String)
  /// A tensor of a type that the format does not have.
  case unknownElement(String, tensor: String)
  /// The tensor's bytes are not the product of its shape and element size.
  case wrongSize(tensor: String, expected: Int, found: Int)
  /// The tensor's shape, which is this, multiplies to more bytes than an integer counts.
  case dimensionsTooLarge(tensor: String, [Int])
  /// The tensors leave a hole, overlap, or do not end where the file ends.
  case notContiguous(tensor: String?)
}

extension SafeTensors {
  /// Parses the bytes of a file.
  ///
  /// It is stricter than the reference in refusing a header that starts with a space or names a key
  /// twice.
  public init(parsing file: [UInt8]) throws(SafeTensorsError) {
    let length = try SafeTensorsHeader.length(beginning: file, fileSize: file.count)
    var cursor = ByteCursor(file[SafeTensorsHeader.lengthSize...])
    guard let text = cursor.take(length) else {
      throw .headerLength(UInt64(length), fileSize: file.count)
    }
    let header = try SafeTensorsHeader(parsing: text, dataSize: cursor.remaining)
    self.init(header) { cursor.take($0).map(Array.init) ?? [] }
  }

  /// The tensors that a header describes.
  ///
  /// - Parameter read: gives the next bytes behind the header, as many as it is asked for.
  init<Failure: Error>(
    _ header: SafeTensorsHeader, read: (Int) throws(Failure) -> [UInt8]
  ) throws(Failure) {
    var tensors: [String: Tensor] = [:]
    for entry in header.entries {
      tensors[entry.name] = Tensor(
        element: entry.element, shape: entry.shape, bytes: try read(entry.byteCount))
    }
    self.init(tensors: tensors, metadata: header.metadata)
  }

  /// The bytes of a file, the same for the same contents: tensors ordered as the reference writer
  /// does, widest element first and then by name, and the header padded to a multiple of eight.
  public func fileBytes() -> [UInt8] {
    let ordered = tensors.sorted { a, b in
      let (sizeA, sizeB) = (
        SafeTensorsHeader.elementSizes[a.value.element] ?? 0,
        SafeTensorsHeader.elementSizes[b.value.element] ?? 0
      )
      return (sizeB, a.key) < (sizeA, b.key)
    }
    var fields: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { "\(jsonString($0.key)):\(jsonString($0.value))" }
      fields.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in ordered {
      let end = offset + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      fields.append(
        "\(jsonString(name)):{\"dtype\":\"\(tensor.element)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(fields.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var file = UInt64(header.count).littleEndianBytes
    file.reserveCapacity(8 + header.count + offset)
    file += header
    for (_, tensor) in ordered { file += tensor.bytes }
    return file
  }
}
