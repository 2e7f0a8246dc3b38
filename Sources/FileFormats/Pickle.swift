/// What a Python pickle says, as data: nothing that it names is looked up or called.
public indirect enum PickledValue: Equatable, Sendable {
  /// `None`.
  case none
  /// A truth value.
  case boolean(Bool)
  /// An integer; those that are longer than 64 bits are not read.
  case integer(Int64)
  /// A number.
  case float(Double)
  /// A text.
  case string(String)
  /// Bytes.
  case bytes([UInt8])
  /// A tuple, list or set.
  case sequence([PickledValue])
  /// A dictionary, in the order in which it was filled.
  case dictionary([PickledEntry])
  /// A function or class by its name.
  case global(module: String, name: String)
  /// What a function or class would give for arguments, and what it was filled with afterwards.
  case object(PickledObject)
  /// Something that is kept outside of the pickle, by what names it.
  case persistent(PickledValue)
}

/// A key of a pickled dictionary with its value.
public struct PickledEntry: Equatable, Sendable {
  /// The key.
  public let key: PickledValue
  /// What it stands for.
  public let value: PickledValue
}

/// A function or class that a pickle would have called.
public struct PickledObject: Equatable, Sendable {
  /// The module it is of.
  public let module: String
  /// Its name there.
  public let name: String
  /// What it would have been given.
  public let arguments: [PickledValue]
  /// The entries it was filled with, of a dictionary for one.
  public var entries: [PickledEntry] = []
}

/// Why bytes are no pickle that can be read.
public enum PickleError: Error, Equatable {
  /// The bytes end within the pickle.
  case truncated
  /// An instruction that is not known, by its byte.
  case unknownInstruction(UInt8)
  /// Instructions that do not fit together.
  case malformed
  /// More values than a file of such a size may make.
  case tooLarge
}

extension PickledValue {
  /// Reads a pickle of protocol 2 to 5 (cpython, Lib/pickletools.py).
  ///
  /// - Throws: `PickleError`.
  public init(parsing bytes: [UInt8]) throws(PickleError) {
    var machine = PickleMachine(bytes)
    self = try machine.run()
  }
}

/// The stack machine that a pickle is a program of.
private struct PickleMachine {
  /// A value under construction: containers are filled after they are made, and may be shared.
  private final class Cell {
    enum Content {
      case value(PickledValue)
      case sequence([Cell])
      case dictionary([(Cell, Cell)])
      case object(module: String, name: String, arguments: Cell, entries: [(Cell, Cell)])
      case persistent(Cell)
    }

    var content: Content
    init(_ content: Content) { self.content = content }
  }

  private var rest: ArraySlice<UInt8>
  private var stack: [Cell] = []
  private var marks: [Int] = []
  private var memo: [Int: Cell] = [:]
  /// How many values may still come out: a shared value counts wherever it stands.
  private var valuesLeft: Int

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
    valuesLeft = 16 * bytes.count + 1024
  }

  mutating func run() throws(PickleError) -> PickledValue {
    while let instruction = rest.popFirst() {
      if instruction == UInt8(ascii: ".") {
        guard let last = stack.popLast() else { throw .malformed }
        return try value(of: last, depth: 0)
      }
      try perform(instruction)
    }
    throw .truncated
  }

  // MARK: Instructions

  private mutating func perform(_ instruction: UInt8) throws(PickleError) {
    switch instruction {
    case 0x80: _ = try take(1)  // PROTO
    case 0x95: _ = try take(8)  // FRAME
    case UInt8(ascii: "("): marks.append(stack.count)
    case UInt8(ascii: "0"): _ = try pop()
    case UInt8(ascii: "2"): stack.append(try top())
    case UInt8(ascii: "N"): push(.none)
    case 0x88: push(.boolean(true))
    case 0x89: push(.boolean(false))
    case UInt8(ascii: "K"): push(.integer(Int64(try unsigned(1))))
    case UInt8(ascii: "M"): push(.integer(Int64(try unsigned(2))))
    case UInt8(ascii: "J"): push(.integer(Int64(Int32(truncatingIfNeeded: try unsigned(4)))))
    case 0x8a: push(.integer(try longInteger()))
    case UInt8(ascii: "G"):
      let bits = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      push(.float(Double(bitPattern: bits)))
    case 0x8c: push(.string(try text(try unsigned(1))))
    case UInt8(ascii: "X"): push(.string(try text(try unsigned(4))))
    case 0x8d: push(.string(try text(try unsigned(8))))
    case UInt8(ascii: "U"), UInt8(ascii: "C"): push(.bytes(Array(try take(try unsigned(1)))))
    case UInt8(ascii: "T"), UInt8(ascii: "B"): push(.bytes(Array(try take(try unsigned(4)))))
    case 0x8e, 0x96: push(.bytes(Array(try take(try unsigned(8)))))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), 0x8f: stack.append(Cell(.sequence([])))
    case UInt8(ascii: "}"): stack.append(Cell(.dictionary([])))
    case UInt8(ascii: "t"), UInt8(ascii: "l"), 0x91: try pushSequence(try popMarked())
    case 0x85: try pushSequence(try popLast(1))
    case 0x86: try pushSequence(try popLast(2))
    case 0x87: try pushSequence(try popLast(3))
    case UInt8(ascii: "a"): try append(try popLast(1))
    case UInt8(ascii: "e"), 0x90: try append(try popMarked())
    case UInt8(ascii: "d"):
      let items = try popMarked()
      stack.append(Cell(.dictionary(try pairs(items))))
    case UInt8(ascii: "s"): try setItems(try popLast(2))
    case UInt8(ascii: "u"): try setItems(try popMarked())
    case UInt8(ascii: "c"):
      let (module, name) = (try line(), try line())
      push(.global(module: module, name: name))
    case 0x93: try pushGlobal()
    case UInt8(ascii: "R"), 0x81: try pushObject()
    case UInt8(ascii: "b"): _ = try pop()  // a state that an object would be given
    case UInt8(ascii: "Q"): stack.append(Cell(.persistent(try pop())))
    case UInt8(ascii: "q"): memo[try unsigned(1)] = try top()
    case UInt8(ascii: "r"): memo[try unsigned(4)] = try top()
    case 0x94: memo[memo.count] = try top()
    case UInt8(ascii: "h"): try recall(try unsigned(1))
    case UInt8(ascii: "j"): try recall(try unsigned(4))
    default: throw .unknownInstruction(instruction)
    }
  }

  private mutating func push(_ value: PickledValue) { stack.append(Cell(.value(value))) }

  private mutating func pushSequence(_ items: [Cell]) throws(PickleError) {
    stack.append(Cell(.sequence(items)))
  }

  private mutating func append(_ items: [Cell]) throws(PickleError) {
    let container = try top()
    guard case .sequence(let before) = container.content else { throw .malformed }
    container.content = .sequence(before + items)
  }

  private mutating func setItems(_ items: [Cell]) throws(PickleError) {
    let container = try top()
    let added = try pairs(items)
    switch container.content {
    case .dictionary(let before): container.content = .dictionary(before + added)
    case .object(let module, let name, let arguments, let before):
      container.content = .object(
        module: module, name: name, arguments: arguments, entries: before + added)
    default: throw .malformed
    }
  }

  private func pairs(_ items: [Cell]) throws(PickleError) -> [(Cell, Cell)] {
    guard items.count % 2 == 0 else { throw .malformed }
    return stride(from: 0, to: items.count, by: 2).map { (items[$0], items[$0 + 1]) }
  }

  private mutating func pushGlobal() throws(PickleError) {
    let names = try popLast(2).map(\.content)
    guard case .value(.string(let module)) = names[0], case .value(.string(let name)) = names[1]
    else { throw .malformed }
    push(.global(module: module, name: name))
  }

  private mutating func pushObject() throws(PickleError) {
    let parts = try popLast(2)
    guard case .value(.global(let module, let name)) = parts[0].content else { throw .malformed }
    stack.append(Cell(.object(module: module, name: name, arguments: parts[1], entries: [])))
  }

  private mutating func recall(_ place: Int) throws(PickleError) {
    guard let cell = memo[place] else { throw .malformed }
    stack.append(cell)
  }

  // MARK: The stack

  private func top() throws(PickleError) -> Cell {
    guard let last = stack.last, stack.count > marks.last ?? 0 else { throw .malformed }
    return last
  }

  private mutating func pop() throws(PickleError) -> Cell {
    let last = try top()
    stack.removeLast()
    return last
  }

  private mutating func popLast(_ count: Int) throws(PickleError) -> [Cell] {
    guard stack.count >= count + (marks.last ?? 0) else { throw .malformed }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popMarked() throws(PickleError) -> [Cell] {
    guard let mark = marks.popLast(), mark <= stack.count else { throw .malformed }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  // MARK: Operands

  private mutating func take(_ count: Int) throws(PickleError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw .truncated }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func unsigned(_ bytes: Int) throws(PickleError) -> Int {
    let value = try take(bytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let count = Int(exactly: value) else { throw .truncated }
    return count
  }

  private mutating func longInteger() throws(PickleError) -> Int64 {
    let bytes = try take(try unsigned(1))
    guard bytes.count <= 8 else { throw .malformed }
    let isNegative = bytes.last.map { $0 >= 0x80 } ?? false
    let start: UInt64 = isNegative ? .max : 0
    return Int64(bitPattern: bytes.reversed().reduce(start) { $0 << 8 | UInt64($1) })
  }

  private mutating func text(_ count: Int) throws(PickleError) -> String {
    String(decoding: try take(count), as: UTF8.self)
  }

  private mutating func line() throws(PickleError) -> String {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .truncated }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  // MARK: The result

  private static let greatestDepth = 64

  private mutating func value(of cell: Cell, depth: Int) throws(PickleError) -> PickledValue {
    valuesLeft -= 1
    guard valuesLeft >= 0, depth < Self.greatestDepth else { throw .tooLarge }
    switch cell.content {
    case .value(let value): return value
    case .persistent(let name): return .persistent(try value(of: name, depth: depth + 1))
    case .sequence(let items): return .sequence(try values(of: items, depth: depth + 1))
    case .dictionary(let pairs): return .dictionary(try entries(of: pairs, depth: depth + 1))
    case .object(let module, let name, let arguments, let pairs):
      var given: [PickledValue] = []
      if case .sequence(let items) = arguments.content {
        given = try values(of: items, depth: depth + 1)
      }
      return .object(
        PickledObject(
          module: module, name: name, arguments: given,
          entries: try entries(of: pairs, depth: depth + 1)))
    }
  }

  private mutating func values(of cells: [Cell], depth: Int) throws(PickleError) -> [PickledValue] {
    var values: [PickledValue] = []
    for cell in cells { values.append(try value(of: cell, depth: depth)) }
    return values
  }

  private mutating func entries(
    of pairs: [(Cell, Cell)], depth: Int
  ) throws(PickleError) -> [PickledEntry] {
    var entries: [PickledEntry] = []
    for (key, item) in pairs {
      entries.append(
        PickledEntry(
          key: try value(of: key, depth: depth), value: try value(of: item, depth: depth)))
    }
    return entries
  }
}
