/// The processes that train one model together, as one of them sees them: who it is, and how it talks to the others.
///
/// There are as many as a power of two. Every process calls the same functions in the same order; one that dies
/// ends the others.
package protocol ProcessGroup: AnyObject, Sendable {
  /// Which process this is, counted from zero; the first leads.
  var rank: Int { get }
  /// How many processes there are.
  var count: Int { get }

  /// Sends the floats at `sent` of one buffer to `partner`, which sends as many as `received` has, and puts these
  /// into another buffer, or into another part of the same.
  func exchange(
    _ sent: Range<Int>, of source: FloatBuffer, with partner: Int, into target: FloatBuffer,
    _ received: Range<Int>)

  /// Sends the numbers at `sent` to `partner`, and puts what it sends to `received`.
  func exchange(
    _ numbers: inout [Double], sending sent: Range<Int>, with partner: Int,
    receiving received: Range<Int>)

  /// Gives every process the message of the first; the others, which may wait long for it, give none.
  func broadcast(_ message: ProcessMessage?) -> ProcessMessage
}

/// A message from the first process of a group to all others.
package struct ProcessMessage: Equatable, Sendable {
  /// What the message is, a number of the sender's.
  package let kind: UInt8
  /// The rest, which may be nothing.
  package let bytes: [UInt8]

  package init(kind: UInt8, bytes: [UInt8] = []) {
    self.kind = kind
    self.bytes = bytes
  }
}

extension ProcessGroup {
  /// Rounds in which everything of every process comes to every other.
  private var rounds: Int { count.trailingZeroBitCount }

  private func partner(_ round: Int) -> Int { rank ^ (1 << round) }

  /// The ranks whose blocks are together before a round: this process's, or its partner's.
  private func ranks(around rank: Int, _ round: Int) -> Range<Int> {
    let (block, size) = (rank >> round, 1 << round)
    return block * size..<(block + 1) * size
  }

  /// Replaces a buffer by the sum of those of all processes: of neighbors first, then of pairs of neighbors, as
  /// `PairwiseSum` adds.
  ///
  /// A process sums half of what it has with one partner, half of that with the next, and hands on the sums
  /// backwards (Rabenseifner 2004): it sends 2 (n - 1) / n times the buffer, where n processes that sent each other
  /// everything would send log₂ n times as much.
  ///
  /// - Parameter scratch: a buffer as long.
  package func sum(_ buffer: FloatBuffer, _ scratch: FloatBuffer, on engine: Engine) {
    sum(0..<buffer.count, of: buffer, scratch, round: 0, on: engine)
  }

  private func sum(
    _ range: Range<Int>, of buffer: FloatBuffer, _ scratch: FloatBuffer, round: Int,
    on engine: Engine
  ) {
    guard round < rounds else { return }
    let middle = range.lowerBound + range.count / 2
    let (low, high) = (range.lowerBound..<middle, middle..<range.upperBound)
    let (kept, given) = (rank >> round) & 1 == 0 ? (low, high) : (high, low)
    exchange(given, of: buffer, with: partner(round), into: scratch, kept)
    engine.add(kept, of: scratch, to: buffer)
    sum(kept, of: buffer, scratch, round: round + 1, on: engine)
    exchange(kept, of: buffer, with: partner(round), into: buffer, given)
  }

  /// Gives every process the rows of a matrix that each has.
  ///
  /// - Parameter rows: those of processes in a row, one after another.
  package func gather(_ matrix: Matrix, rows: (Range<Int>) -> Range<Int>) {
    func floats(_ ranks: Range<Int>) -> Range<Int> {
      let rows = rows(ranks)
      let start = matrix.offset + rows.lowerBound * matrix.stride
      let length = rows.isEmpty ? 0 : (rows.count - 1) * matrix.stride + matrix.columns
      return start..<start + length
    }
    for round in 0..<rounds {
      exchange(
        floats(ranks(around: rank, round)), of: matrix.buffer, with: partner(round),
        into: matrix.buffer, floats(ranks(around: partner(round), round)))
    }
  }

  /// Gives every process the numbers that each has, as many, one process's after another's.
  package func gather(_ numbers: inout [Double]) {
    let each = numbers.count / count
    func block(_ ranks: Range<Int>) -> Range<Int> {
      ranks.lowerBound * each..<ranks.upperBound * each
    }
    for round in 0..<rounds {
      exchange(
        &numbers, sending: block(ranks(around: rank, round)), with: partner(round),
        receiving: block(ranks(around: partner(round), round)))
    }
  }
}
