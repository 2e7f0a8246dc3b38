/// The tensors of a file that `torch.save` wrote of a `state_dict`: a zip archive of a pickle and of the numbers
/// that it names. Nothing in it is run.
public struct PyTorchFile: Equatable, Sendable {
  /// The tensors by the names of the dictionary, those of dictionaries inside after a dot.
  public let tensors: [String: SafeTensors.Tensor]
}

/// Why bytes are no such file.
public enum PyTorchFileError: Error, Equatable {
  /// The archive itself.
  case zip(ZipError)
  /// The archive holds no `data.pkl`: it is no file of PyTorch, or one in TorchScript.
  case noPickle
  /// The pickle.
  case pickle(PickleError)
  /// The file calls for code that is not data: a model of a class of one's own, or worse.
  case refusedObject(String)
  /// The pickle is no dictionary of tensors.
  case noStateDictionary
  /// A tensor that reaches beyond its numbers, or whose shape is none.
  case wrongTensor(String)
  /// A tensor whose numbers are of a type that is not read.
  case unsupportedElement(String, tensor: String)
}

extension PyTorchFile {
  /// Reads the bytes of a file.
  ///
  /// - Throws: `PyTorchFileError`.
  public init(parsing file: [UInt8]) throws(PyTorchFileError) {
    let archive: ZipArchive
    do { archive = try ZipArchive(parsing: file) } catch { throw .zip(error) }
    guard
      let name = archive.memberNames.first(where: { $0.hasSuffix("/data.pkl") || $0 == "data.pkl" })
    else { throw .noPickle }
    let pickle: PickledValue
    do {
      let bytes = try archive.member(named: name)
      do { pickle = try PickledValue(parsing: bytes) } catch {
        throw PyTorchFileError.pickle(error)
      }
    } catch let error as ZipError {
      throw .zip(error)
    } catch let error as PyTorchFileError {
      throw error
    } catch { throw .noPickle }
    var reader = StateReader(archive: archive, folder: String(name.dropLast("data.pkl".count)))
    try reader.read(pickle, prefix: "")
    guard !reader.tensors.isEmpty else { throw .noStateDictionary }
    tensors = reader.tensors
  }
}

/// Finds the tensors of a pickled dictionary.
private struct StateReader {
  let archive: ZipArchive
  let folder: String
  var tensors: [String: SafeTensors.Tensor] = [:]
  private var storages: [String: [UInt8]] = [:]

  init(archive: ZipArchive, folder: String) {
    self.archive = archive
    self.folder = folder
  }

  mutating func read(_ value: PickledValue, prefix: String) throws(PyTorchFileError) {
    switch value {
    case .dictionary(let entries): try read(entries, prefix)
    case .object(let object) where object.module == "collections" && object.name == "OrderedDict":
      try read(object.entries, prefix)
    case .object(let object):
      if let tensor = try tensor(object, name: prefix) {
        tensors[prefix] = tensor
      } else {
        throw .refusedObject("\(object.module).\(object.name)")
      }
    default: break  // a number of epochs, a name: nothing that a model is made of
    }
  }

  private mutating func read(
    _ entries: [PickledEntry], _ prefix: String
  ) throws(PyTorchFileError) {
    for entry in entries {
      guard case .string(let key) = entry.key else { continue }
      try read(entry.value, prefix: prefix.isEmpty ? key : "\(prefix).\(key)")
    }
  }

  private mutating func tensor(
    _ object: PickledObject, name: String
  ) throws(PyTorchFileError) -> SafeTensors.Tensor? {
    guard object.module == "torch._utils" else { return nil }
    switch object.name {
    case "_rebuild_parameter", "_rebuild_parameter_with_state":
      guard case .object(let inner)? = object.arguments.first else { throw .wrongTensor(name) }
      return try tensor(inner, name: name)
    case "_rebuild_tensor_v2", "_rebuild_tensor":
      return try tensor(object.arguments, name: name)
    default: return nil
    }
  }

  private static let elements: [String: (name: String, size: Int)] = [
    "FloatStorage": (name: "F32", size: 4), "DoubleStorage": ("F64", 8),
    "HalfStorage": ("F16", 2), "BFloat16Storage": ("BF16", 2), "LongStorage": ("I64", 8),
    "IntStorage": ("I32", 4), "ShortStorage": ("I16", 2), "CharStorage": ("I8", 1),
    "ByteStorage": ("U8", 1), "BoolStorage": ("BOOL", 1),
  ]

  /// A view on a storage: which it is, where it begins, and the steps of each dimension.
  private mutating func tensor(
    _ arguments: [PickledValue], name: String
  ) throws(PyTorchFileError) -> SafeTensors.Tensor {
    guard arguments.count >= 4, case .persistent(.sequence(let storage)) = arguments[0],
      storage.count >= 3, case .global(_, let type) = storage[1],
      case .string(let key) = storage[2], case .integer(let first) = arguments[1],
      let shape = Self.integers(arguments[2]), let strides = Self.integers(arguments[3]),
      shape.count == strides.count, first >= 0
    else { throw .wrongTensor(name) }
    guard let element = Self.elements[type] else {
      throw .unsupportedElement(type, tensor: name)
    }
    let bytes = try storageBytes(key)
    guard let size = checkedProduct(of: shape + [element.size]), size <= bytes.count,
      shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 }),
      let view = Self.view(
        bytes, from: Int(clamping: first), shape: shape, strides: strides, size: element.size)
    else { throw .wrongTensor(name) }
    return SafeTensors.Tensor(element: element.name, shape: shape, bytes: view)
  }

  private mutating func storageBytes(_ key: String) throws(PyTorchFileError) -> [UInt8] {
    if let bytes = storages[key] { return bytes }
    let bytes: [UInt8]
    do { bytes = try archive.member(named: "\(folder)data/\(key)") } catch { throw .zip(error) }
    storages[key] = bytes
    return bytes
  }

  private static func integers(_ value: PickledValue) -> [Int]? {
    guard case .sequence(let items) = value, items.count <= 8 else { return nil }
    let integers = items.compactMap { item -> Int? in
      if case .integer(let value) = item { Int(exactly: value) } else { nil }
    }
    return integers.count == items.count ? integers : nil
  }

  /// The elements that a walk over `shape` comes to; nil where it leaves the storage.
  private static func view(
    _ bytes: [UInt8], from first: Int, shape: [Int], strides: [Int], size: Int
  ) -> [UInt8]? {
    let elements = bytes.count / size
    guard !shape.contains(0) else { return [] }
    var last = first
    for (length, stride) in zip(shape, strides) {
      let (reach, overflow) = (length - 1).multipliedReportingOverflow(by: stride)
      let (sum, exceeded) = last.addingReportingOverflow(reach)
      guard !overflow, !exceeded else { return nil }
      last = sum
    }
    guard last < elements else { return nil }
    var places = [first]
    for (length, stride) in zip(shape, strides) {
      places = places.flatMap { place in (0..<length).map { place + $0 * stride } }
    }
    return places.flatMap { bytes[($0 * size)..<(($0 + 1) * size)] }
  }
}
