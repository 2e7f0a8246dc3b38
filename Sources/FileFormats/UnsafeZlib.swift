internal import CZlib

/// A compressed stream that could not be expanded.
public enum DeflateError: Error, Equatable {
  /// The stream ends before its end mark: `produced` bytes came out.
  case truncated(produced: Int)
  /// The bytes are not what the format allows, or a checksum disagrees.
  case corrupt(produced: Int)
  /// More than `limit` bytes would come out.
  case tooLarge(limit: Int)

  /// What a file of `count` compressed bytes may give at most: 32 MiB, or 64 times as much where that is more.
  ///
  /// Deflate can give 1032 times what it is given. MNIST's images give five times as much, drawings of few lines
  /// some thirty; what gives more is a bomb, or so empty that it may as well be stored as it is.
  package static func allowance(for count: Int) -> Int {
    max(1 << 25, checkedProduct(of: [count, 64]) ?? .max)
  }
}

/// The header and checksum around a deflate stream.
package enum DeflateWrapping: Sendable {
  case raw, zlib, gzip

  fileprivate var windowBits: cz_wrapping {
    switch self {
    case .raw: cz_wrapping_raw
    case .zlib: cz_wrapping_zlib
    case .gzip: cz_wrapping_gzip
    }
  }
}

/// Expands a deflate stream of `input`, at most `limit` bytes and no more than the allowance for its size.
///
/// Bytes after the end of the stream are ignored, except that further gzip members are expanded too.
///
/// - Parameter limit: what the file that holds the stream promises.
package func inflate(
  _ input: some Collection<UInt8>, _ wrapping: DeflateWrapping, limit: Int = .max
) throws(DeflateError) -> [UInt8] {
  var source = Array(input)
  let limit = min(limit, DeflateError.allowance(for: source.count))
  var output: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: min(1 << 18, max(limit, 1)))
  var stream = unsafe z_stream()
  guard unsafe cz_inflate_begin(&stream, wrapping.windowBits) == Z_OK else {
    throw .corrupt(produced: 0)
  }
  defer { unsafe _ = inflateEnd(&stream) }
  var consumed = 0
  while true {
    let (status, read, written) = unsafe inflateStep(&stream, &source, from: consumed, into: &chunk)
    consumed += read
    guard written <= limit - output.count else { throw .tooLarge(limit: limit) }
    output.append(contentsOf: chunk[..<written])
    switch status {
    case Z_STREAM_END:
      guard case .gzip = wrapping, source[consumed...].starts(with: [0x1f, 0x8b]) else {
        return output
      }
      unsafe _ = inflateReset(&stream)
    case Z_OK where read > 0 || written > 0:
      continue
    case Z_OK, Z_BUF_ERROR:
      throw .truncated(produced: output.count)
    default:
      throw .corrupt(produced: output.count)
    }
  }
}

private func inflateStep(
  _ stream: inout z_stream, _ source: inout [UInt8], from offset: Int, into chunk: inout [UInt8]
) -> (status: Int32, read: Int, written: Int) {
  let available = source.count - offset
  let capacity = chunk.count
  return unsafe source.withUnsafeMutableBufferPointer { source in
    unsafe chunk.withUnsafeMutableBufferPointer { chunk in
      unsafe stream.next_in = source.baseAddress.map { unsafe $0 + offset }
      unsafe stream.avail_in = uInt(min(available, Int(UInt32.max)))
      unsafe stream.next_out = chunk.baseAddress
      unsafe stream.avail_out = uInt(capacity)
      let offered = unsafe Int(stream.avail_in)
      let status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
      return unsafe (status, offered - Int(stream.avail_in), capacity - Int(stream.avail_out))
    }
  }
}

/// How much time may go into compressing.
public enum CompressionEffort: Sendable {
  /// As little as can be, for what is written beside other work.
  case least
  /// What zlib takes to be a good balance.
  case usual

  fileprivate var level: Int32 { self == .least ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION }
}

/// Compresses `input` as one zlib stream.
package func zlibCompressed(_ input: [UInt8], effort: CompressionEffort = .usual) -> [UInt8] {
  var size = compressBound(uLong(input.count))
  return unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { output, count in
    let status = unsafe input.withUnsafeBufferPointer { input in
      unsafe compress2(
        output.baseAddress, &size, input.baseAddress, uLong(input.count), effort.level)
    }
    precondition(status == Z_OK, "zlib could not compress \(input.count) bytes: \(status)")
    count = Int(size)
  }
}

/// Compresses `input` as one raw deflate stream.
func deflated(_ input: [UInt8]) -> [UInt8] {
  let (headSize, checksumSize) = (2, 4)
  return Array(zlibCompressed(input).dropFirst(headSize).dropLast(checksumSize))
}

/// CRC-32 as PNG, gzip and zip use it.
package func crc32(_ bytes: [UInt8]) -> UInt32 {
  unsafe bytes.withUnsafeBufferPointer { bytes in
    unsafe UInt32(crc32_z(0, bytes.baseAddress, bytes.count))
  }
}
