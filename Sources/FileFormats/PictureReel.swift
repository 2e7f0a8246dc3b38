/// An animated PNG (W3C PNG, third edition, chapter 11.3.6) that grows by pictures of one size.
///
/// Of each it keeps the rectangle in which it differs from the one before, and there the pixels that do: the others
/// are transparent, and runs of them take next to no room.
package struct PictureReel {
  private let height: Int
  private let width: Int
  /// The colors by number; nil where there are too many, and pixels are red, green, blue and alpha.
  private let palette: FlatPalette?
  private var shown: FlatPicture?
  /// A frame that waits for its end.
  private var pending: (control: [UInt8], data: [UInt8], start: Int)?
  private var chunks: [UInt8] = []
  private var frameCount: UInt32 = 0
  /// fcTL and fdAT share one sequence of numbers.
  private var sequence: UInt32 = 0

  /// A reel without pictures.
  ///
  /// - Parameter colors: all colors of all pictures, and maybe more.
  package init(height: Int, width: Int, colors: Set<UInt32>) {
    self.height = height
    self.width = width
    palette = FlatPalette(colors, limit: 256, hasGap: true)
  }

  /// Adds a picture that is shown from a moment on; one that is as the picture before adds nothing.
  package mutating func add(_ picture: FlatPicture, at milliseconds: Int) {
    precondition(
      picture.height == height && picture.width == width,
      "\(picture.height)x\(picture.width) in \(height)x\(width)")
    guard let area = changedArea(picture) else { return }
    finishFrame(at: milliseconds)
    pending = (control(of: area), encoded(picture, in: area), milliseconds)
    shown = picture
  }

  /// The bytes of the file, whose last picture is shown until a moment.
  package func fileBytes(until milliseconds: Int) -> [UInt8] {
    var reel = self
    reel.finishFrame(at: milliseconds)
    let header =
      UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes
      + [8, palette == nil ? 6 : 3, 0, 0, 0]
    return pngSignature + pngChunk("IHDR", header)
      + pngChunk("acTL", reel.frameCount.bigEndianBytes + UInt32(0).bigEndianBytes)
      + (palette?.chunks ?? []) + reel.chunks + pngChunk("IEND", [])
  }

  // MARK: Frames

  private struct Area {
    let top, left, height, width: Int
  }

  /// The least rectangle that holds all pixels that differ from those shown; nil where none does.
  private func changedArea(_ picture: FlatPicture) -> Area? {
    guard let shown else { return Area(top: 0, left: 0, height: height, width: width) }
    var (top, bottom, left, right) = (height, -1, width, -1)
    for row in 0..<height {
      let pixels = row * width..<(row + 1) * width
      guard let first = pixels.first(where: { shown.pixels[$0] != picture.pixels[$0] }),
        let last = pixels.last(where: { shown.pixels[$0] != picture.pixels[$0] })
      else { continue }
      (top, bottom) = (min(top, row), row)
      (left, right) = (min(left, first % width), max(right, last % width))
    }
    return bottom < 0
      ? nil : Area(top: top, left: left, height: bottom - top + 1, width: right - left + 1)
  }

  private func encoded(_ picture: FlatPicture, in area: Area) -> [UInt8] {
    let places = (area.top..<area.top + area.height).lazy.flatMap { row in
      let first = row * width + area.left
      return first..<first + area.width
    }
    var bytes: [UInt8] = []
    let pixelBytes = palette == nil ? 4 : 1
    bytes.reserveCapacity(area.height * area.width * pixelBytes)
    for place in places {
      let color = picture.pixels[place]
      let isGap = shown?.pixels[place] == color
      if let palette {
        bytes.append(isGap ? 0 : palette.index(of: color))
      } else {
        bytes += isGap ? [0, 0, 0, 0] : color.bigEndianBytes[1...] + [255]
      }
    }
    return compressedPNGRows(bytes, rowBytes: area.width * pixelBytes, pixelBytes: pixelBytes)
  }

  /// Size and place of a frame that lies over the one before.
  private func control(of area: Area) -> [UInt8] {
    [area.width, area.height, area.left, area.top].flatMap { UInt32($0).bigEndianBytes }
  }

  private mutating func finishFrame(at milliseconds: Int) {
    guard let (control, data, start) = pending else { return }
    // The longest that a frame can be shown.
    let delay = UInt16(clamping: milliseconds - start)
    let isFirst = frameCount == 0
    let (keepsPicture, liesOver): (UInt8, UInt8) = (0, isFirst ? 0 : 1)
    chunks += pngChunk(
      "fcTL",
      sequence.bigEndianBytes + control + delay.bigEndianBytes + UInt16(1000).bigEndianBytes
        + [keepsPicture, liesOver])
    sequence += 1
    if isFirst {
      chunks += pngChunk("IDAT", data)
    } else {
      chunks += pngChunk("fdAT", sequence.bigEndianBytes + data)
      sequence += 1
    }
    frameCount += 1
    pending = nil
  }
}
