internal import FileFormats

/// Bytes of memory that the program holds; nil where the system has no such file.
func residentMemory() -> Int? {
  guard exists("/proc/self/status"), let bytes = try? readFile("/proc/self/status") else {
    return nil
  }
  let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  guard let line = lines.first(where: { $0.hasPrefix("VmRSS:") }) else { return nil }
  let words = line.split(whereSeparator: \.isWhitespace)
  guard words.count > 1, let kilobytes = Int(words[1]) else { return nil }
  return kilobytes * 1024
}
