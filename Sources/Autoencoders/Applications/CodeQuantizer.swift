internal import Foundation

/// Rounds each dimension of a code to one of 2^bits values, evenly spaced over a range of its own, both
/// ends among them.
///
/// Inside the range a value moves by half a step at most, (high - low) / (2^bits - 1) / 2; outside, to the
/// nearer end.
public struct CodeQuantizer: Equatable, Sendable {
  /// Bits a value, which has 2^bits symbols.
  public let bits: Int
  /// The ends of each dimension's range.
  public let lows: [Float]
  /// The high end of each value's range, which the last symbol stands for.
  public let highs: [Float]

  /// The bits per value may have.
  public static let bitDepths = 1...8

  /// A quantizer with the given range of each value.
  public init(bits: Int, lows: [Float], highs: [Float]) {
    precondition(Self.bitDepths.contains(bits), "\(bits) bits per value")
    precondition(lows.count == highs.count, "\(lows.count) and \(highs.count) ends")
    self.bits = bits
    self.lows = lows
    self.highs = highs
  }

  /// Over the range of some codes, less the share `tail` of their values at each end.
  ///
  /// - Parameters:
  ///   - bits: bits per value.
  ///   - codes: rows of `dimensions` values, at least one.
  ///   - dimensions: values per code.
  ///   - tail: the share of values cut off at each end.
  public init(bits: Int, codes: [Float], dimensions: Int, tail: Double = 0) {
    let count = codes.count / dimensions
    let cut = min(Int(tail * Double(count)), (count - 1) / 2)
    let sorted = (0..<dimensions).map { dimension in
      stride(from: dimension, to: codes.count, by: dimensions).map { codes[$0] }.sorted()
    }
    self.init(bits: bits, lows: sorted.map { $0[cut] }, highs: sorted.map { $0[count - 1 - cut] })
  }

  /// Values a code.
  public var dimensions: Int { lows.count }

  private var steps: Float { Float(1 << bits - 1) }

  /// The places of the nearest values, row after row, each less than 2^bits; the first for what is no
  /// number.
  public func symbols(of codes: [Float]) -> [UInt8] {
    codes.enumerated().map { index, value in
      let dimension = index % dimensions
      let width = highs[dimension] - lows[dimension]
      guard width > 0 else { return 0 }
      let place = ((value - lows[dimension]) / width * steps).rounded()
      // The greater of 0 and NaN is 0 in this order.
      return UInt8(min(max(0, place), steps))
    }
  }

  /// The values at those places.
  public func codes(of symbols: [UInt8]) -> [Float] {
    symbols.enumerated().map { index, symbol in
      let dimension = index % dimensions
      return lows[dimension] + (highs[dimension] - lows[dimension]) * Float(symbol) / steps
    }
  }

  /// Σ over dimensions of the empirical entropy of its symbols: the bits per code takes when each dimension
  /// is coded by itself with the frequencies of `symbols`.
  public func entropy(of symbols: [UInt8]) -> Double {
    let count = symbols.count / dimensions
    var bits = 0.0
    for dimension in 0..<dimensions {
      var counts = [Int](repeating: 0, count: 1 << self.bits)
      for index in stride(from: dimension, to: symbols.count, by: dimensions) {
        counts[Int(symbols[index])] += 1
      }
      for found in counts where found > 0 {
        let share = Double(found) / Double(count)
        bits -= share * log2(share)
      }
    }
    return bits
  }
}
