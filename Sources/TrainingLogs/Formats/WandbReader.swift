internal import FileFormats

/// The log that Weights & Biases keeps of a run on its machine, a file whose name ends in `.wandb`: after a head of
/// seven bytes LevelDB's log of records that are messages of protocol buffers.
final class WandbReader: LogReader {
  private let budget: Int
  private let file: FollowedFile
  private var blocks = BlockLog(head: WandbReader.head.count)
  private var rows = RowCollector()
  private var run: RunRecord

  private static let head: [UInt8] = Array(":W&B".utf8) + [0xe1, 0xbe, 0]

  init(_ path: String, budget: Int, on fileSystem: any FileSystem) {
    self.budget = budget
    file = FollowedFile(path, on: fileSystem)
    run = RunRecord(budget: budget)
  }

  static func isLog(_ file: FileBeginning) -> Bool { file.bytes.starts(with: head) }

  var runs: [RunRecord] { [run] }
  var modified: Double { file.modified }

  func poll() throws(LogError) -> Bool {
    try file.read(restart: {
      blocks = BlockLog(head: Self.head.count)
      rows = RowCollector()
      run = RunRecord(budget: budget)
    }) { bytes in
      let count = blocks.read(bytes) { record in readRecord(record) }
      run.damagedRecords += blocks.takeDamaged()
      return count
    }
  }

  private func readRecord(_ bytes: [UInt8]) {
    var record = WireCursor(bytes.indices)
    while let (number, kind) = record.field(in: bytes) {
      guard kind == .bytes, [2, 5, 17, 18].contains(number) else {
        record.skip(kind, in: bytes)
        continue
      }
      guard let range = record.range(in: bytes) else { break }
      switch number {
      case 2: readHistory(bytes, range)
      case 5: readConfiguration(bytes, range)
      case 17: readRun(bytes, range)
      default: readExit(bytes, range)
      }
    }
  }

  // MARK: History

  private func readHistory(_ bytes: [UInt8], _ range: Range<Int>) {
    let items = items(bytes, range)
    // Pictures and histograms are objects that say their type.
    let media = Set(items.filter { $0.path.last == "_type" }.map { $0.path.dropLast() })
    for item in items {
      let isMedia = media.contains { item.path.starts(with: $0) }
      guard !isMedia, item.value.first != UInt8(ascii: "[") else { continue }
      let name = Array(item.path.joined(separator: ".").utf8)
      var scanner = JSONRowScanner(item.value, item.value.indices, named: name)
      if !scanner.add(to: &rows) { run.damagedRecords += 1 }
    }
    if !items.contains(where: { $0.path == ["_step"] }), let step = step(bytes, range) {
      rows.setStep(step)
    }
    rows.endRow(in: &run)
  }

  private struct Item {
    var path: [String] = []
    var value: [UInt8] = []
  }

  /// The items of a history or an update of the configuration: field 1 of both, with a key, or a key for each level, and
  /// a value as JSON.
  private func items(_ bytes: [UInt8], _ range: Range<Int>) -> [Item] {
    messages(1, bytes, range).map { range in
      var item = Item()
      var message = WireCursor(range)
      while let (number, kind) = message.field(in: bytes) {
        switch (number, kind) {
        case (1, .bytes), (2, .bytes):
          guard let key = message.range(in: bytes) else { break }
          item.path.append(String(decoding: bytes[key], as: UTF8.self))
        case (16, .bytes): item.value = message.range(in: bytes).map { Array(bytes[$0]) } ?? []
        default: message.skip(kind, in: bytes)
        }
      }
      return item
    }
  }

  /// The step beside the items; of the first it is zero, which is not written.
  private func step(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
    guard let message = messages(2, bytes, range).first else { return nil }
    return integer(1, bytes, message) ?? 0
  }

  // MARK: The run

  private func readConfiguration(_ bytes: [UInt8], _ range: Range<Int>) {
    for item in items(bytes, range) {
      guard item.path.first != "_wandb", let json = try? JSONValue(parsing: item.value) else {
        continue
      }
      let path = item.path.joined(separator: ".")
      run.configuration.merge(flattened(json, named: path)) { $1 }
    }
  }

  private func readRun(_ bytes: [UInt8], _ range: Range<Int>) {
    var message = WireCursor(range)
    while let (number, kind) = message.field(in: bytes) {
      switch (number, kind) {
      case (4, .bytes):
        if let configuration = message.range(in: bytes) { readConfiguration(bytes, configuration) }
      case (8, .bytes):
        if let name = message.range(in: bytes) {
          run.name = String(decoding: bytes[name], as: UTF8.self)
        }
      default: message.skip(kind, in: bytes)
      }
    }
  }

  private func readExit(_ bytes: [UInt8], _ range: Range<Int>) {
    run.ending = integer(1, bytes, range) ?? 0 == 0 ? .finished : .failed
  }

  private func messages(
    _ wanted: UInt64, _ bytes: [UInt8], _ range: Range<Int>
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var message = WireCursor(range)
    while let (number, kind) = message.field(in: bytes) {
      if number == wanted, kind == .bytes {
        if let range = message.range(in: bytes) { ranges.append(range) }
      } else {
        message.skip(kind, in: bytes)
      }
    }
    return ranges
  }

  private func integer(_ wanted: UInt64, _ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
    var message = WireCursor(range)
    while let (number, kind) = message.field(in: bytes) {
      if number == wanted, kind == .integer {
        return message.integer(in: bytes).map(Int64.init(bitPattern:))
      }
      message.skip(kind, in: bytes)
    }
    return nil
  }
}
