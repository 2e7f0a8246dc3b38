/// An animated PNG (W3C PNG, third edition, chapter 11.3.6) of PNG files of one size and kind, played
/// for ever.
public struct AnimatedPNG {
  private let frames: [PNGContents]
  private let milliseconds: UInt16
  private let lastMilliseconds: UInt16

  /// An animation of pictures, whose compressed pixels are taken as they are.
  ///
  /// - Parameters:
  ///   - frames: bytes of PNG files; their chunks other than IHDR and IDAT are left out.
  ///   - milliseconds: how long each frame is shown.
  ///   - lastMilliseconds: how long the last frame is shown.
  public init(
    frames: [[UInt8]], milliseconds: UInt16, lastMilliseconds: UInt16
  ) throws(AnimatedPNGError) {
    var contents: [PNGContents] = []
    for (index, file) in frames.enumerated() {
      guard let frame = PNGContents(file) else { throw .notPNG(frame: index) }
      guard contents.first.map({ $0.header == frame.header }) ?? true else {
        throw .differentHeader(frame: index)
      }
      contents.append(frame)
    }
    guard !contents.isEmpty else { throw .noFrames }
    self.frames = contents
    self.milliseconds = milliseconds
    self.lastMilliseconds = lastMilliseconds
  }

  /// The bytes of the file.
  public func fileBytes() -> [UInt8] {
    var bytes = pngSignature + pngChunk("IHDR", frames[0].header)
    bytes += pngChunk("acTL", UInt32(frames.count).bigEndianBytes + UInt32(0).bigEndianBytes)
    // fcTL and fdAT share one sequence of numbers.
    var sequence: UInt32 = 0
    for (index, frame) in frames.enumerated() {
      let isLast = index == frames.count - 1
      bytes += pngChunk(
        "fcTL",
        sequence.bigEndianBytes
          + frame.frameControl(milliseconds: isLast ? lastMilliseconds : milliseconds))
      sequence += 1
      if index == 0 {
        bytes += pngChunk("IDAT", frame.data)
      } else {
        bytes += pngChunk("fdAT", sequence.bigEndianBytes + frame.data)
        sequence += 1
      }
    }
    return bytes + pngChunk("IEND", [])
  }
}

/// Why pictures make no animation. Frames are counted from zero.
public enum AnimatedPNGError: Error, Equatable {
  /// There is no picture at all.
  case noFrames
  /// No PNG file, or a damaged one.
  case notPNG(frame: Int)
  /// Size or kind of pixels differ from the first frame's.
  case differentHeader(frame: Int)
}

/// The parts of a PNG file that an animation takes over.
private struct PNGContents {
  let header: [UInt8]
  /// The zlib stream of all IDAT chunks.
  let data: [UInt8]

  /// Nil when `file` is no whole PNG file or a checksum is wrong.
  init?(_ file: [UInt8]) {
    guard file.starts(with: pngSignature) else { return nil }
    var cursor = ByteCursor(file.dropFirst(pngSignature.count))
    var header: [UInt8] = []
    var data: [UInt8] = []
    while true {
      guard let length = cursor.bigEndian(UInt32.self), let body = cursor.take(Int(length) + 4),
        cursor.bigEndian(UInt32.self) == crc32(Array(body))
      else { return nil }
      let content = body.dropFirst(4)
      switch String(decoding: body.prefix(4), as: UTF8.self) {
      case "IHDR": header = Array(content)
      case "IDAT": data += content
      case "IEND":
        guard header.count == 13, !data.isEmpty else { return nil }
        self.header = header
        self.data = data
        return
      default: continue
      }
    }
  }

  /// Size, place and delay of a whole frame that replaces the one before.
  func frameControl(milliseconds: UInt16) -> [UInt8] {
    let origin = UInt32(0).bigEndianBytes
    return Array(header.prefix(8)) + origin + origin + milliseconds.bigEndianBytes
      + UInt16(1000).bigEndianBytes + [0, 0]
  }
}
