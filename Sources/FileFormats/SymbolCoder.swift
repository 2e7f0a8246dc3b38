/// Range-codes columns of symbols, one column after another, in one stream.
///
/// A symbol's bits come from the highest to the lowest; each has an `AdaptiveBit` for every value of the bits
/// above it. All of them start anew with every column.
package struct SymbolCoder {
  /// Bits a symbol, 1 to 8.
  package let bits: Int
  /// Symbols a column.
  package let rows: Int

  package init(bits: Int, rows: Int) {
    precondition((1...8).contains(bits), "\(bits) bits a symbol")
    self.bits = bits
    self.rows = rows
  }

  private var untrained: [AdaptiveBit] {
    [AdaptiveBit](repeating: AdaptiveBit(), count: 1 << bits)
  }

  /// - Parameter symbols: whole columns of values below 2^bits.
  package func encode(_ symbols: [UInt8]) -> [UInt8] {
    var encoder = RangeEncoder()
    var probabilities = untrained
    for (index, symbol) in symbols.enumerated() {
      if index % rows == 0 { probabilities = untrained }
      // A one before the bits so far, by which their probability is found.
      var node = 1
      for place in stride(from: bits - 1, through: 0, by: -1) {
        let bit = symbol >> UInt8(place) & 1 == 1
        encoder.encode(bit, &probabilities[node])
        node = node << 1 | (bit ? 1 : 0)
      }
    }
    return encoder.finish()
  }

  /// The `count` symbols that `encode` gave `bytes` for. Memory grows with what is read: bytes too few for
  /// `count` symbols take little of it.
  package func decode(
    _ bytes: some Collection<UInt8>, count: Int
  ) throws(RangeCoderError) -> [UInt8] {
    var decoder = try RangeDecoder(bytes)
    var probabilities = untrained
    var symbols: [UInt8] = []
    for index in 0..<count {
      if index % rows == 0 { probabilities = untrained }
      var node = 1
      for _ in 0..<bits { node = node << 1 | (try decoder.decode(&probabilities[node]) ? 1 : 0) }
      symbols.append(UInt8(truncatingIfNeeded: node ^ 1 << bits))
    }
    try decoder.finish()
    return symbols
  }
}
