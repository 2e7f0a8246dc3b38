internal import FileFormats
public import TerminalUI

extension CellBuffer {
  /// The screen as the bytes of a PNG picture, a cell 8 pixels wide and 16 high.
  public func pngBytes(background: Background) -> [UInt8] {
    var raster = ScreenRaster(size: size, background: background)
    for row in 0..<size.height {
      for (column, cell) in self.row(row).enumerated() {
        raster.paint(cell, column: column, row: row)
      }
    }
    return raster.picture.pngBytes()
  }
}
