internal import CKernels

/// A block of floats on a cache-line boundary, allocated once and shared by reference.
///
/// Kernels write into it in place; views of it (`Matrix`) may overlap. It stays on the thread that
/// made it: values that travel are `[Float]`.
@safe
package final class FloatBuffer {
  package let count: Int
  private let memory: UnsafeMutablePointer<Float>

  /// A buffer of `count` zeros.
  package init(count: Int) {
    guard let memory = unsafe ck_floats_create(count) else {
      preconditionFailure("no memory for \(count) floats")
    }
    self.count = count
    unsafe self.memory = memory
  }

  deinit { unsafe ck_floats_free(memory) }

  package subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "index \(index) of \(count)")
      return unsafe memory[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) of \(count)")
      unsafe memory[index] = newValue
    }
  }

  /// A copy of the floats at `range`.
  package func floats(_ range: Range<Int>) -> [Float] {
    unsafe [Float](
      UnsafeBufferPointer(start: pointer(range.lowerBound, count: range.count), count: range.count))
  }

  /// A copy of all floats.
  package var floats: [Float] { floats(0..<count) }

  /// Replaces the floats from `offset` on.
  package func write(_ floats: [Float], at offset: Int = 0) {
    unsafe floats.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      unsafe pointer(offset, count: source.count).update(from: base, count: source.count)
    }
  }

  /// Whether no float at `range` is infinite or none.
  package func isFinite(_ range: Range<Int>) -> Bool {
    let floats = unsafe UnsafeBufferPointer(
      start: pointer(range.lowerBound, count: range.count), count: range.count)
    // As integers, so that eight and more are looked at together.
    var greatest: Int32 = 0
    for index in 0..<range.count {
      let bits = unsafe floats[index].bitPattern
      greatest = max(greatest, Int32(bitPattern: bits & 0x7fff_ffff))
    }
    return greatest < Int32(bitPattern: Float.infinity.bitPattern)
  }

  /// The sum of the squares of the floats at `range`.
  package func sumOfSquares(_ range: Range<Int>) -> Double {
    let floats = unsafe pointer(range.lowerBound, count: range.count)
    return Self.sumOfSquares(count: range.count) { index in
      unsafe UnsafeRawPointer(floats + index).loadUnaligned(as: SIMD8<Float>.self)
    } one: {
      unsafe floats[$0]
    }
  }

  /// The sum of the squares of what the floats at `range` differ by from those of another buffer.
  package func sumOfSquaredDifferences(_ range: Range<Int>, from other: FloatBuffer) -> Double {
    let floats = unsafe pointer(range.lowerBound, count: range.count)
    let others = unsafe other.pointer(range.lowerBound, count: range.count)
    return Self.sumOfSquares(count: range.count) { index in
      unsafe UnsafeRawPointer(floats + index).loadUnaligned(as: SIMD8<Float>.self)
        - UnsafeRawPointer(others + index).loadUnaligned(as: SIMD8<Float>.self)
    } one: {
      unsafe floats[$0] - others[$0]
    }
  }

  /// Eight sums side by side, and the rest one by one.
  @inline(__always)
  private static func sumOfSquares(
    count: Int, eight: (Int) -> SIMD8<Float>, one: (Int) -> Float
  ) -> Double {
    var sums = SIMD8<Double>.zero
    let whole = count / 8 * 8
    for index in stride(from: 0, to: whole, by: 8) {
      let values = SIMD8<Double>(eight(index))
      sums += values * values
    }
    return (whole..<count).reduce(sums.sum()) { $0 + Double(one($1)) * Double(one($1)) }
  }

  /// Takes over the floats of another buffer of the same size.
  package func copy(_ other: FloatBuffer) {
    precondition(count == other.count, "\(other.count) floats for \(count)")
    unsafe memory.update(from: other.memory, count: count)
  }

  package func fill(_ value: Float) { unsafe memory.update(repeating: value, count: count) }

  /// For kernels: the address of `count` floats from `offset`, which must lie inside.
  @unsafe package func pointer(_ offset: Int, count: Int) -> UnsafeMutablePointer<Float> {
    precondition(
      offset >= 0 && count >= 0 && offset + count <= self.count,
      "floats \(offset)..<\(offset + count) of \(self.count)")
    return unsafe memory + offset
  }
}
