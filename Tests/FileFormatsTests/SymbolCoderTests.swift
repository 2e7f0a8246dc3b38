import FileFormats
import Foundation
import TestSupport
import Testing

struct SymbolCoderTests {
  /// Symbols from 0 to 2^bits - 1, the greater the rarer as `skew` grows, from a multiplicative generator.
  private static func symbols(_ count: Int, bits: Int, skew: Double) -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let uniform = Double(state >> 11) / Double(1 << 53)
      return UInt8(pow(uniform, skew) * Double(1 << bits))
    }
  }

  /// The bytes of an implementation whose carries are those of long integers:
  ///
  ///     def code(columns, bits):
  ///       low, width, length = 0, 2**32 - 1, 4
  ///       for column in columns:
  ///         counts = {}
  ///         for symbol in column:
  ///           for place in reversed(range(bits)):
  ///             key, bit = (place, symbol >> place + 1), symbol >> place & 1
  ///             zeros, ones = counts.get(key, (0, 0))
  ///             part = width * (2 * zeros + 1) // (2 * (zeros + ones) + 2)
  ///             low, width = (low + part, width - part) if bit else (low, part)
  ///             zeros, ones = zeros + 1 - bit, ones + bit
  ///             counts[key] = (zeros // 2, ones // 2) if zeros + ones == 4096 else (zeros, ones)
  ///             while width < 2**24: low, width, length = low << 8, width << 8, length + 1
  ///       return low.to_bytes(length, "big")
  @Test func writesTheSpecifiedBytes() {
    // code([[0, 6], [7, 2], [1, 5]], 3)
    #expect(
      SymbolCoder(bits: 3, rows: 2).encode([0, 6, 7, 2, 1, 5]) == [29, 200, 231, 255, 0, 0])
    // code([[128], [0], [0], [8]], 8): a carry goes through two bytes of 255.
    #expect(SymbolCoder(bits: 8, rows: 1).encode([128, 0, 0, 8]) == [128, 0, 0, 7, 0, 0, 0])
    // code([[i * i * 7 % 256 for i in range(3000)], [i * i % 11 for i in range(3000)]], 8)
    let squares = (0..<20_000).map { $0 * $0 }
    let first = squares[..<3000].map { UInt8($0 * 7 % 256) }
    let second = squares[..<3000].map { UInt8($0 % 11) }
    let bytes = SymbolCoder(bits: 8, rows: 3000).encode(first + second)
    #expect(bytes.count == 3010 && crc32(bytes) == 0xf873_d6ff)
    // code([[i * i % 97 // 96 for i in range(20000)]], 1)
    let rare = SymbolCoder(bits: 1, rows: 20_000).encode(squares.map { UInt8($0 % 97 / 96) })
    #expect(rare.count == 367 && crc32(rare) == 0x15c0_7c11)
  }

  @Test(arguments: [1, 2, 3, 5, 8], [0.2, 1, 4, 50])
  func symbolsComeBack(bits: Int, skew: Double) throws {
    for (rows, columns) in [(1, 1), (1, 9), (2, 3), (7, 1), (1000, 3), (9000, 1)] {
      let coder = SymbolCoder(bits: bits, rows: rows)
      let symbols = Self.symbols(rows * columns, bits: bits, skew: skew)
      #expect(try coder.decode(coder.encode(symbols), count: symbols.count) == symbols)
    }
  }

  /// -Σ log2 p of the symbols, p from counts before each: what an arithmetic coder without rounding needs.
  private static func adaptiveBits(_ symbols: [UInt8], bits: Int) -> Double {
    var counts = [[Double]](repeating: [0, 0], count: 1 << bits)
    var sum = 0.0
    for symbol in symbols {
      for place in (0..<bits).reversed() {
        let node = (Int(symbol) | 1 << bits) >> (place + 1)
        let bit = Int(symbol) >> place & 1
        sum -= log2((counts[node][bit] + 0.5) / (counts[node][0] + counts[node][1] + 1))
        counts[node][bit] += 1
      }
    }
    return sum
  }

  /// The length is within 1 % of the code length of counts that are never halved, and above the entropy of
  /// the symbols by half a logarithm for each of a column's probabilities (Krichevsky and Trofimov 1981).
  @Test(arguments: [2, 4, 6, 8], [1, 3, 10.0])
  func lengthIsThatOfTheAdaptiveEntropy(bits: Int, skew: Double) {
    let count = 10_000
    let symbols = Self.symbols(count, bits: bits, skew: skew)
    let found = Double(8 * SymbolCoder(bits: bits, rows: count).encode(symbols).count)
    let adaptive = Self.adaptiveBits(symbols, bits: bits)
    #expect(found > adaptive - 32 && found < 1.01 * adaptive + 32)
    let shares = Dictionary(grouping: symbols) { $0 }.values.map {
      Double($0.count) / Double(count)
    }
    let entropy = -shares.reduce(0) { $0 + $1 * log2($1) } * Double(count)
    let learning = Double(1 << bits - 1) * (0.5 * log2(Double(count)) + 1)
    #expect(found < 1.001 * entropy + learning + 32)
  }

  /// Wherever the bytes are cut they end too early, and a byte more is none of theirs.
  @Test func cutAndLongerBytesAreRefused() {
    let coder = SymbolCoder(bits: 4, rows: 50)
    let bytes = coder.encode(Self.symbols(100, bits: 4, skew: 2))
    for length in bytes.indices {
      #expect(throws: RangeCoderError.truncated) {
        try coder.decode(bytes.prefix(length), count: 100)
      }
    }
    #expect(throws: RangeCoderError.corrupt) { try coder.decode(bytes + [0], count: 100) }
    #expect(throws: RangeCoderError.corrupt) {
      try coder.decode([255, 255, 255, 255], count: 0)
    }
  }

  /// Bytes of any kind end in symbols below 2^bits or in an error.
  @Test func damagedBytesEndInAnErrorOrInSymbols() throws {
    let coder = SymbolCoder(bits: 3, rows: 40)
    let bytes = coder.encode(Self.symbols(80, bits: 3, skew: 1))
    var refused = 0
    for index in bytes.indices {
      for flip: UInt8 in [1, 0x10, 0x80, 0xff] {
        var damaged = bytes
        damaged[index] ^= flip
        do {
          let symbols = try coder.decode(damaged, count: 80)
          #expect(symbols.count == 80 && symbols.allSatisfy { $0 < 8 })
        } catch { refused += 1 }
      }
    }
    #expect(refused > 0)
  }

  /// Bytes that hold a few symbols end long before the 2^31 that they are said to hold.
  @Test(.mustEnd, arguments: [[0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0] as [UInt8]])
  func promisedSymbolsTakeNoMemory(bytes: [UInt8]) {
    #expect(throws: RangeCoderError.truncated) {
      try SymbolCoder(bits: 1, rows: 1 << 31).decode(bytes, count: 1 << 31)
    }
  }
}
