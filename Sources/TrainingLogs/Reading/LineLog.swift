internal import FileFormats
internal import Foundation

/// The lines of a text file that grows.
///
/// A last line without its break may be cut off in the writing, and is left until the break is there, or until
/// nobody wrote for some seconds. Where it grows after all, the file is read anew.
final class LineLog {
  private let file: FollowedFile
  private var open: [UInt8] = []
  private var tookOpenLine = false

  private static let quiet = 5.0

  init(_ path: String, on fileSystem: any FileSystem) {
    file = FollowedFile(path, on: fileSystem)
  }

  /// When the file was last written, in seconds since 1970.
  var modified: Double { file.modified }

  /// Hands over new lines without their breaks, blank ones left out.
  ///
  /// - Parameters:
  ///   - restart: is called where the file is another, before its first line.
  ///   - use: takes bytes and the range of a line in them.
  /// - Returns: whether there was anything new.
  func read(restart: () -> Void, use: ([UInt8], Range<Int>) -> Void) throws(LogError) -> Bool {
    if tookOpenLine, try hasGrown() {
      restart()
      file.forget()
      (tookOpenLine, open) = (false, [])
    }
    let isNew = try file.read(restart: {
      self.open = []
      self.tookOpenLine = false
      restart()
    }) { bytes in
      let end = Self.handLines(of: bytes, to: use)
      self.open = Array(bytes[end...])
      return end
    }
    guard !tookOpenLine, !open.isEmpty,
      Date().timeIntervalSince1970 - file.modified >= Self.quiet
    else { return isNew }
    tookOpenLine = true
    use(open, open.indices)
    return true
  }

  private func hasGrown() throws(LogError) -> Bool { try file.hasNews() }

  /// Returns where the first line begins that has no break.
  private static func handLines(of bytes: [UInt8], to use: ([UInt8], Range<Int>) -> Void) -> Int {
    var start = 0
    while let end = place(of: UInt8(ascii: "\n"), in: bytes, from: start) {
      let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      let line = start..<(hasReturn ? end - 1 : end)
      if !line.isEmpty { use(bytes, line) }
      start = end + 1
    }
    return start
  }
}
