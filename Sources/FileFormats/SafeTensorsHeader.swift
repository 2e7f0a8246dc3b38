/// The header of a safetensors file, held against the size of the file before a tensor is read.
struct SafeTensorsHeader {
  /// A tensor that the header describes.
  struct Entry {
    let name: String
    let element: String
    let shape: [Int]
    fileprivate let start: Int
    fileprivate let end: Int

    var byteCount: Int { end - start }
  }

  /// The tensors in the order in which they lie in the file, each where the one before ends.
  let entries: [Entry]
  /// The entries of `__metadata__`.
  let metadata: [String: String]

  static let elementSizes = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2,
    "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
  ]

  /// Bytes of the header's length, which comes first.
  static let lengthSize = 8
  private static let longest = 100_000_000
  private static let metadataKey = "__metadata__"

  /// The length of the header of a file.
  ///
  /// - Parameters:
  ///   - start: the first bytes of the file, `lengthSize` or more where there are so many.
  ///   - fileSize: the bytes of the whole file.
  static func length(
    beginning start: some Collection<UInt8>, fileSize: Int
  ) throws(SafeTensorsError) -> Int {
    var cursor = ByteCursor(Array(start.prefix(lengthSize)))
    let length = cursor.littleEndian(UInt64.self)
    if let length, length <= longest, length <= fileSize - lengthSize { return Int(length) }
    if let kind = FileKind(beginning: start) { throw .otherKind(kind) }
    throw .headerLength(length, fileSize: fileSize)
  }

  /// Parses the text of a header.
  ///
  /// - Parameter dataSize: the bytes behind it, which the tensors must fill.
  init(parsing text: ArraySlice<UInt8>, dataSize: Int) throws(SafeTensorsError) {
    guard text.first == UInt8(ascii: "{") else { throw .malformedHeader }
    let json: JSONValue
    do { json = try JSONValue(parsing: text) } catch {
      if case .duplicateKey(let key) = error { throw .duplicateKey(key) }
      throw .malformedHeader
    }
    guard case .object(var fields) = json else { throw .malformedHeader }
    metadata = try Self.metadata(fields.removeValue(forKey: Self.metadataKey))
    var entries: [Entry] = []
    for (name, value) in fields { entries.append(try Self.entry(name, value)) }
    entries.sort { ($0.start, $0.end, $0.name) < ($1.start, $1.end, $1.name) }
    try Self.check(entries, dataSize: dataSize)
    self.entries = entries
  }

  private static func metadata(_ json: JSONValue?) throws(SafeTensorsError) -> [String: String] {
    guard let json else { return [:] }
    guard case .object(let fields) = json else { throw .malformedHeader }
    var metadata: [String: String] = [:]
    for (key, value) in fields {
      guard case .string(let text) = value else { throw .malformedHeader }
      metadata[key] = text
    }
    return metadata
  }

  private static func entry(_ name: String, _ json: JSONValue) throws(SafeTensorsError) -> Entry {
    guard case .object(let fields) = json, case .string(let element)? = fields["dtype"],
      let shape = sizes(fields["shape"]), let offsets = sizes(fields["data_offsets"]),
      offsets.count == 2
    else { throw .malformedHeader }
    return Entry(name: name, element: element, shape: shape, start: offsets[0], end: offsets[1])
  }

  /// Whole numbers from zero up; nil where there is anything else.
  private static func sizes(_ json: JSONValue?) -> [Int]? {
    guard case .array(let elements)? = json else { return nil }
    var sizes: [Int] = []
    for element in elements {
      guard case .number(let number) = element, let size = Int(number.literal), size >= 0 else {
        return nil
      }
      sizes.append(size)
    }
    return sizes
  }

  /// Checks that the tensors are as long as their shapes say and fill the data without a hole.
  private static func check(_ entries: [Entry], dataSize: Int) throws(SafeTensorsError) {
    var end = 0
    for entry in entries {
      guard let size = elementSizes[entry.element] else {
        throw .unknownElement(entry.element, tensor: entry.name)
      }
      guard entry.start == end, entry.end >= end, entry.end <= dataSize else {
        throw .notContiguous(tensor: entry.name)
      }
      guard let expected = checkedProduct(of: entry.shape + [size]) else {
        throw .dimensionsTooLarge(tensor: entry.name, entry.shape)
      }
      guard expected == entry.byteCount else {
        throw .wrongSize(tensor: entry.name, expected: expected, found: entry.byteCount)
      }
      end = entry.end
    }
    guard end == dataSize else { throw .notContiguous(tensor: nil) }
  }
}
