internal import FileFormats

/// LevelDB's log: blocks of 32 KiB of pieces of records, each a CRC-32 of what follows the length, the length, and
/// whether it is a whole record, or its first, a middle or its last piece. (LevelDB itself has a masked CRC-32C there.)
struct BlockLog {
  private static let blockSize = 32_768
  private static let headSize = 7

  private enum Piece: UInt8 { case whole = 1, first, middle, last }

  /// Where the next piece begins in the file.
  private var position = 0
  private let head: Int
  private var record: [UInt8] = []
  private var damaged = 0

  /// - Parameter head: bytes before the first piece, which are part of the first block.
  init(head: Int) { self.head = head }

  /// Records that could not be read since this was asked last.
  mutating func takeDamaged() -> Int {
    defer { damaged = 0 }
    return damaged
  }

  /// Hands over the records that end in `bytes`, which follow those that were read, and returns how many bytes were
  /// read.
  mutating func read(_ bytes: [UInt8], use: ([UInt8]) -> Void) -> Int {
    var place = 0
    if position == 0 {
      guard bytes.count >= head else { return 0 }
      place = head
    }
    let start = position
    while true {
      let left = Self.blockSize - (start + place) % Self.blockSize
      if left < Self.headSize {
        // Too few for another piece: they are zero.
        guard bytes.count - place >= left else { break }
        place += left
        continue
      }
      guard bytes.count - place >= Self.headSize else { break }
      let count = Int(bytes[place + 4]) | Int(bytes[place + 5]) << 8
      let body = place + Self.headSize..<place + Self.headSize + count
      guard count <= left - Self.headSize, let piece = Piece(rawValue: bytes[place + 6]) else {
        guard bytes.count - place >= left else { break }
        lose()
        place += left
        continue
      }
      guard body.upperBound <= bytes.count else { break }
      take(piece, bytes, body, use)
      place = body.upperBound
    }
    position = start + place
    return place
  }

  /// What is left of the block, and the record that it was of, are given up.
  private mutating func lose() {
    damaged += 1
    record = []
  }

  private mutating func take(
    _ piece: Piece, _ bytes: [UInt8], _ body: Range<Int>, _ use: ([UInt8]) -> Void
  ) {
    let head = body.lowerBound - Self.headSize
    let checksum = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[head + $1]) << UInt32(8 * $1) }
    guard crc32(Array(bytes[head + 6..<body.upperBound])) == checksum,
      record.count + body.count <= FollowedFile.recordLimit
    else { return lose() }
    if piece == .whole || piece == .first { record = [] }
    record += bytes[body]
    guard piece == .whole || piece == .last else { return }
    use(record)
    record = []
  }
}
