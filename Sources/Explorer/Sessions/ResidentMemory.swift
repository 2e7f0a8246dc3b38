internal import FileFormats

/// Bytes of memory that the program holds; nil where the system has no such file.
func residentMemory() -> Int? {
  guard exists("/proc/self/status"), let bytes = try? readFile("/proc/self/status") else {
    return nil
  }
  let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    .first { $0.hasPrefix("VmRSS:") }
  return line.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }
    .flatMap { Int($0) }.map { $0 * 1024 }
}
