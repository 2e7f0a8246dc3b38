internal import FileFormats

/// Requests for files of codes and the images they are of.
public enum ExportCommand: Equatable, Sendable {
  /// Sets a corner of a region at the cursor, or exports what lies between that corner and the cursor.
  case corner
  /// Exports the codes that are seen in a region.
  case region(CodeRegion, ExportFile)
  /// Exports the codes of a class.
  case ofClass(ClassChoice, ExportFile)
}

/// A file of codes, in a form.
public struct ExportFile: Equatable, Sendable {
  /// The form.
  let format: ExportFormat
  /// Where it goes; nil for a place beside the run.
  let path: String?
}

extension ExportCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "export.region", "B", "keep codes and images of a rectangle: at its corner, and again across",
      .export(.corner)
    ).taking(region),
    CommandRow(
      "export.class", "", "keep codes and images of a class, with the images' numbers",
      [("", .palette(.ask("export.class ")))]
    ).taking(ofClass),
  ]

  private static let region = CommandArguments(
    "X0 X1 Y0 Y1 [FILE (\(ExportFormat.allCases.endingList))]", example: "-1 1 0 2 codes.npz"
  ) { words in
    guard let (words, file) = parted(words), words.count == 4 else { return nil }
    let values = words.compactMap { Double($0) }.filter(\.isFinite)
    guard values.count == 4 else { return nil }
    let region = CodeRegion(
      from: PlanePoint(x: values[0], y: values[2]), to: PlanePoint(x: values[1], y: values[3]))
    return .export(.region(region, file))
  }

  private static let ofClass = CommandArguments(
    "CLASS [FILE (\(ExportFormat.allCases.endingList))]", example: "3 threes.npz"
  ) { words in
    guard let (words, file) = parted(words), !words.isEmpty else { return nil }
    return .export(.ofClass(ClassChoice(words.joined(separator: " ")), file))
  }

  /// A file at the end of what was typed, and what stands before it; nil where the file is of no form there is.
  private static func parted(_ words: [String]) -> (words: [String], file: ExportFile)? {
    let usual = ExportFile(format: ExportFormat.allCases[0], path: nil)
    guard words.count > 1, let last = words.last, Double(last) == nil, last.contains(".") else {
      return (words, usual)
    }
    return ExportFormat.allCases.named(by: last).map {
      (words.dropLast(), ExportFile(format: $0, path: last))
    }
  }
}
