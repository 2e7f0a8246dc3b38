internal import CSQLite
internal import FileFormats
internal import Foundation

/// A store of SQLite, opened to be read and never written: not a byte, and no file beside it either.
///
/// What is in the log beside a store that is written ahead is read with the store, through the index that its writer
/// shares. Where a writer died and left the log without an index, a copy is read. All others are opened as they are; a
/// lock is waited for a moment.
@safe final class Store {
  /// How a statement's row answers for a column.
  @safe struct Row {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }
    func double(_ column: Int32) -> Double { unsafe sqlite3_column_double(statement, column) }
    func isNull(_ column: Int32) -> Bool {
      unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    /// A text as its bytes, whatever the column's type.
    func bytes(_ column: Int32) -> [UInt8] {
      guard let text = unsafe sqlite3_column_text(statement, column) else { return [] }
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return unsafe Array(UnsafeBufferPointer(start: text, count: count))
    }

    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
  }

  /// Bytes of a value: more is nobody's log.
  private static let lengthLimit: Int32 = 1 << 26

  private let path: String
  private var store: OpaquePointer?
  private var copy: String?

  init(_ path: String) throws(LogError) {
    self.path = path
    let uri: String
    switch Self.access(to: path) {
    case .alone: uri = Self.uri(path, "immutable=1")
    case .withLocks: uri = Self.uri(path, "mode=ro")
    case .withIndex: uri = Self.uri(path, "mode=ro&readonly_shm=1")
    case .throughCopy:
      let copy = try Self.copied(path)
      self.copy = copy
      uri = Self.uri(copy, "mode=ro")
    }
    let code = unsafe csq_open_untrusted(
      uri, Self.lengthLimit, Self.operationLimit(of: path), &store)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  deinit {
    unsafe sqlite3_close_v2(store)
    if let copy {
      try? FileManager.default.removeItem(atPath: parentFolder(of: copy))
    }
  }

  /// Operations of a statement: one that needs more than the rows that the store can hold goes in circles.
  private static func operationLimit(of path: String) -> Int32 {
    let size = ["", "-wal"].reduce(0) { $0 + ((try? OpenFile(reading: path + $1))?.size ?? 0) }
    return Int32(
      min(1 << 20 + size.multipliedReportingOverflow(by: 64).partialValue, Int(Int32.max)))
  }

  private enum Access { case alone, withLocks, withIndex, throughCopy }

  /// How a store can be read without a byte being written.
  private static func access(to path: String) -> Access {
    // Bytes 18 and 19 are 2 where changes are written ahead.
    let head = (try? LocalFileSystem().open(reading: path)).flatMap {
      try? LocalFileSystem().read(20, at: 0, of: $0)
    }
    guard let head, head.count == 20, head[19] == 2 else { return .withLocks }
    let log = try? OpenFile(reading: "\(path)-wal")
    guard let log, log.size > 0 else { return .alone }
    return exists("\(path)-shm") ? .withIndex : .throughCopy
  }

  /// The path of a copy in a new folder of its own.
  private static func copied(_ path: String) throws(LogError) -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "latentwalk-store-\(UUID().uuidString)").path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for ending in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + ending, toPath: "\(folder)/store\(ending)")
      }
    } catch {
      throw .file(FileError(.read, path, code: systemCode(of: error) ?? EIO))
    }
    return "\(folder)/store"
  }

  private static func uri(_ path: String, _ query: String) -> String {
    let escaped = path.utf8.map { byte in
      byte < 0x80
        && (byte == UInt8(ascii: "/") || Character(Unicode.Scalar(byte)).isLetter
          || Character(Unicode.Scalar(byte)).isNumber)
        ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "file:\(escaped.joined())?\(query)"
  }

  private func failure(_ code: Int32) -> LogError {
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_PROTOCOL: return .busy(path: path)
    default:
      let reason = unsafe String(cString: sqlite3_errstr(code))
      return .store(path: path, code: code, reason: reason)
    }
  }

  /// The columns of a table; empty where the store has no such table. A view is none.
  func columns(of table: String) throws(LogError) -> Set<String> {
    var names: Set<String> = []
    try rows(
      "SELECT c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
        + " WHERE t.type = 'table' AND t.name = '\(table)'"
    ) { names.insert($0.text(0)) }
    return names
  }

  /// Hands over the rows of a query.
  ///
  /// - Parameters:
  ///   - query: with a question mark for `number`, where it has one.
  ///   - number: a number in the query.
  ///   - use: takes a row, which is only good while it lasts.
  func rows(_ query: String, _ number: Int64? = nil, use: (Row) -> Void) throws(LogError) {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(store, query, -1, &statement, nil)
    defer { unsafe sqlite3_finalize(statement) }
    guard code == SQLITE_OK, let statement = unsafe statement else { throw failure(code) }
    if let number { unsafe sqlite3_bind_int64(statement, 1, number) }
    while true {
      switch unsafe sqlite3_step(statement) {
      case SQLITE_ROW: unsafe use(Row(statement: statement))
      case SQLITE_DONE: return
      case let code: throw failure(code)
      }
    }
  }
}
