internal import Foundation

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
      precondition(shape.reduce(1, *) == floats.count, "shape \(shape) of \(floats.count) floats")
      self.init(element: "F32", shape: shape, bytes: littleEndianBytes(of: floats))
    }

    /// The elements of an `F32` tensor, or nil for another type.
    public var floats: [Float]? {
      element == "F32" ? FileFormats.floats(fromLittleEndian: bytes[...]) : nil
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
  /// The tensors leave a hole, overlap, or do not end where the file ends.
  case notContiguous(tensor: String?)
}

extension SafeTensors {
  private static let elementSizes = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2,
    "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
  ]

  private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }

    var start: Int { offsets.first ?? 0 }
    var end: Int { offsets.last ?? 0 }
  }

  /// Parses the bytes of a file.
  ///
  /// It is stricter than the reference in refusing a header that starts with a space or names a key
  /// twice.
  public init(parsing file: [UInt8]) throws(SafeTensorsError) {
    var cursor = ByteCursor(file)
    let length = cursor.littleEndian(UInt64.self)
    guard let length, length <= 100_000_000, let header = cursor.take(Int(length)) else {
      throw .headerLength(length, fileSize: file.count)
    }
    guard header.first == UInt8(ascii: "{") else { throw .malformedHeader }
    if let key = duplicateJSONKey(in: header) { throw .duplicateKey(key) }
    let (entries, metadata) = try Self.decode(Data(header))
    let data = file[(8 + Int(length))...]
    tensors = try Self.tensors(entries, in: data)
    self.metadata = metadata
  }

  private static func decode(
    _ header: Data
  ) throws(SafeTensorsError) -> (entries: [String: Entry], metadata: [String: String]) {
    struct Header: Decodable {
      var entries: [String: Entry] = [:]
      var metadata: [String: String] = [:]

      struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for key in container.allKeys {
          if key.stringValue == "__metadata__" {
            metadata = try container.decode([String: String].self, forKey: key)
          } else {
            entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
          }
        }
      }
    }
    guard let header = try? JSONDecoder().decode(Header.self, from: header) else {
      throw .malformedHeader
    }
    return (header.entries, header.metadata)
  }

  private static func tensors(
    _ entries: [String: Entry], in data: ArraySlice<UInt8>
  ) throws(SafeTensorsError) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    var end = 0
    let inOrder = entries.sorted {
      ($0.value.start, $0.value.end, $0.key) < ($1.value.start, $1.value.end, $1.key)
    }
    for (name, entry) in inOrder {
      guard let size = elementSizes[entry.dtype] else {
        throw .unknownElement(entry.dtype, tensor: name)
      }
      guard entry.offsets.count == 2, entry.shape.allSatisfy({ $0 >= 0 }) else {
        throw .malformedHeader
      }
      guard entry.start == end, entry.end >= end, entry.end <= data.count else {
        throw .notContiguous(tensor: name)
      }
      let expected = byteCount(of: entry.shape, elementSize: size) ?? .max
      guard expected == entry.end - entry.start else {
        throw .wrongSize(tensor: name, expected: expected, found: entry.end - entry.start)
      }
      tensors[name] = Tensor(
        element: entry.dtype, shape: entry.shape,
        bytes: Array(data[(data.startIndex + entry.start)..<(data.startIndex + entry.end)]))
      end = entry.end
    }
    guard end == data.count else { throw .notContiguous(tensor: nil) }
    return tensors
  }

  /// The bytes of a file, the same for the same contents: tensors ordered as the reference writer
  /// does, widest element first and then by name, and the header padded to a multiple of eight.
  public func fileBytes() -> [UInt8] {
    let ordered = tensors.sorted { a, b in
      let (sizeA, sizeB) = (
        Self.elementSizes[a.value.element] ?? 0, Self.elementSizes[b.value.element] ?? 0
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
