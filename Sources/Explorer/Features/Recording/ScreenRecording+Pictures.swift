internal import FileFormats
internal import TerminalUI

extension ScreenRecording {
  /// Milliseconds between pictures of an animation, at least.
  private static let (pngInterval, svgInterval) = (66, 100)

  /// The bytes of an animated PNG. A screen smaller than the largest lies at the top left of it.
  func animatedPNG(background: Background) -> [UInt8] {
    let recording = thinned(to: Self.pngInterval)
    let size = largest
    let colors = PictureColors(background)
    let cells = recording.frames.lazy.flatMap(\.changes).map(\.cell)
    var raster = ScreenRaster(size: size, background: background)
    var reel = PictureReel(
      height: raster.picture.height, width: raster.picture.width,
      colors: cells.reduce(into: [colors.paper]) { $0.formUnion(colors.all(of: $1)) })
    for frame in recording.frames {
      if frame.isBlankBefore { raster.clear() }
      for change in frame.changes {
        let (row, column) = Int(change.place).quotientAndRemainder(dividingBy: frame.size.width)
        raster.paint(change.cell, column: column, row: row)
      }
      reel.add(raster.picture, at: frame.milliseconds)
    }
    return reel.fileBytes(until: recording.milliseconds)
  }

  /// The text of an animated SVG picture: the first screen, and over it what changes, shown when it does.
  func animatedSVG(background: Background) -> String {
    let recording = thinned(to: Self.svgInterval)
    let size = largest
    var painter = SVGPainter(size: size, background: background)
    // A round of no time would never end.
    painter.beginRounds(of: Double(max(recording.milliseconds, Self.svgInterval)) / 1000)
    for (index, frame) in recording.frames.enumerated() {
      let seconds = index == 0 ? nil : Double(frame.milliseconds) / 1000
      if index > 0, frame.isBlankBefore {
        let blank = [Cell](repeating: Cell(), count: size.width)
        for row in 0..<size.height {
          painter.paint(blank, at: Position(column: 0, row: row), from: seconds)
        }
      }
      for run in frame.runs { painter.paint(run.cells, at: run.position, from: seconds) }
    }
    return painter.document.text
  }
}
