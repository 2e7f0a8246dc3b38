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

  package func fill(_ value: Float) { unsafe memory.update(repeating: value, count: count) }

  /// For kernels: the address of `count` floats from `offset`, which must lie inside.
  @unsafe func pointer(_ offset: Int, count: Int) -> UnsafeMutablePointer<Float> {
    precondition(
      offset >= 0 && count >= 0 && offset + count <= self.count,
      "floats \(offset)..<\(offset + count) of \(self.count)")
    return unsafe memory + offset
  }
}
