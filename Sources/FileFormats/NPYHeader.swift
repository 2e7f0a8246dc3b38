/// What the header of an npy file says of the bytes behind it.
struct NPYHeader {
  let element: NPYArray.Element
  let shape: [Int]
  private let isBigEndian: Bool
  private let isColumnMajor: Bool

  /// Reads the dictionary, which must have the keys `descr`, `fortran_order` and `shape` and no other.
  init(parsing text: ArraySlice<UInt8>) throws(NPYError) {
    let readable = String(decoding: text, as: UTF8.self)
    guard case .dictionary(let entries)? = PythonLiteral(parsing: text), entries.count == 3,
      let description = entries["descr"], case .boolean(let order)? = entries["fortran_order"],
      case .tuple(let dimensions)? = entries["shape"], dimensions.count <= Self.mostDimensions
    else { throw .malformedHeader(readable) }
    guard case .string(let name) = description, let type = NPYElementName(name) else {
      throw .unsupportedElement(description.text)
    }
    (element, isBigEndian, isColumnMajor) = (type.element, type.isBigEndian, order)
    var shape: [Int] = []
    for dimension in dimensions {
      guard case .integer(let length) = dimension, length >= 0 else {
        throw .malformedHeader(readable)
      }
      shape.append(length)
    }
    self.shape = shape
  }

  /// An array of more dimensions NumPy cannot have.
  private static let mostDimensions = 64

  /// The elements in the order and with the bytes that `NPYArray` has them.
  func rowMajorLittleEndian(_ data: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Array(data)
    if isBigEndian, element.size > 1 { reverseElements(of: &bytes) }
    return isColumnMajor && shape.count > 1 ? rowMajor(bytes) : bytes
  }

  private func reverseElements(of bytes: inout [UInt8]) {
    let size = element.size
    for start in stride(from: 0, to: bytes.count, by: size) {
      for place in 0..<size / 2 { bytes.swapAt(start + place, start + size - 1 - place) }
    }
  }

  /// Elements of which the first index varies fastest, in the order in which the last does.
  private func rowMajor(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    let size = element.size
    var strides = [size]
    for length in shape.dropLast() { strides.append(strides[strides.count - 1] * length) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var (index, place) = ([Int](repeating: 0, count: shape.count), 0)
    while true {
      for offset in 0..<size { result.append(bytes[place + offset]) }
      var axis = shape.count - 1
      index[axis] += 1
      place += strides[axis]
      while index[axis] == shape[axis] {
        place -= strides[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
        guard axis >= 0 else { return result }
        index[axis] += 1
        place += strides[axis]
      }
    }
  }
}

/// A type of elements by one of the names that NumPy has for it: `<f4`, `=i8`, `?`, `B`, `uint16`.
private struct NPYElementName {
  let element: NPYArray.Element
  let isBigEndian: Bool

  init?(_ name: String) {
    let order = name.first.flatMap { "<>=|".contains($0) ? $0 : nil }
    let type = order == nil ? name : String(name.dropFirst())
    let known =
      NPYArray.Element.allCases.first { $0.rawValue.dropFirst() == type || "\($0)" == type }
    guard let element = known ?? Self.codes[type] else { return nil }
    self.element = element
    isBigEndian = order == ">"
  }

  /// NumPy's codes of one letter, as long as they are on 64-bit Unix.
  private static let codes: [String: NPYArray.Element] = [
    "?": .bool, "b": .int8, "B": .uint8, "h": .int16, "H": .uint16, "i": .int32, "I": .uint32,
    "l": .int64, "L": .uint64, "q": .int64, "Q": .uint64, "e": .float16, "f": .float32,
    "d": .float64, "int": .int64, "float": .float64,
  ]
}
