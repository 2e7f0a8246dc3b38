internal import FileFormats

/// A table as text, a row for each image: its pixels, and the word for its class where it has one.
struct ImageTable {
  let file: String
  let images: SourceArray
  /// What the column of labels says; nil where there is none.
  let classTexts: [String]?

  /// Reads a table from the bytes of a file.
  init(_ bytes: [UInt8], file: String) throws(DatasetError) {
    let table: CSVTable
    do { table = try CSVTable(parsing: bytes) } catch { throw .csv(file: file, error) }
    let layout = TableLayout(firstLine: table.firstLine)
    guard layout.isOfImages else { throw .tableColumns(file: file, pixels: layout.pixels) }
    let columns: CSVTable.Columns
    do {
      columns = try table.columns(
        hasHeader: layout.hasHeader, text: layout.label, leavingOut: layout.leftOut)
    } catch { throw .csv(file: file, error) }
    self.file = file
    images = SourceArray(NPYArray(pixels: columns, rowLength: layout.pixels), file: file)
    classTexts = layout.label == nil ? nil : columns.texts
  }
}

extension NPYArray {
  /// Rows of pixels: bytes where all are whole numbers up to 255, truth values where they are zero and one alone, and
  /// else floats.
  fileprivate init(pixels: CSVTable.Columns, rowLength: Int) {
    let numbers = pixels.numbers
    let shape = [numbers.count / max(rowLength, 1), rowLength]
    guard pixels.areWhole, numbers.allSatisfy({ $0 >= 0 && $0 <= 255 }) else {
      self.init(numbers, shape: shape)
      return
    }
    let element: Element = numbers.allSatisfy { $0 <= 1 } ? .bool : .uint8
    self.init(element: element, shape: shape, bytes: numbers.map { UInt8($0) })
  }
}
