public import FileFormats

/// Why a file is no preset.
public enum PresetFileError: Error, Equatable {
  /// The file cannot be read.
  case file(FileError)
  /// The text departs from JSON's grammar, at a line and a column counted from 1.
  case syntax(path: String, line: Int, column: Int)
  /// A field that is missing, unknown, or of an impossible value.
  case metadata(path: String, MetadataError)
  /// The fields describe no model.
  case model(path: String, ModelConfigurationError)
  /// The model cannot be trained so.
  case training(path: String, TrainingConfigurationError)
}

extension Preset {
  /// Reads a preset of your own from a JSON file, where what is left out has the library's defaults.
  ///
  /// - Parameter path: the file, in the form of `fileText()`.
  /// - Throws: `PresetFileError`, with the first field that is wrong.
  public init(contentsOf path: String) throws(PresetFileError) {
    let bytes: [UInt8]
    do { bytes = try readFile(path) } catch { throw .file(error) }
    try self.init(parsing: bytes, path: path)
  }

  /// Reads the text of such a file.
  ///
  /// - Parameter path: the file, for errors.
  package init(parsing bytes: [UInt8], path: String) throws(PresetFileError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes) } catch {
      guard case .syntax(let offset) = error else { throw .metadata(path: path, .json(error)) }
      let before = bytes.prefix(offset).split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      throw .syntax(path: path, line: before.count, column: (before.last?.count ?? 0) + 1)
    }
    do { try self.init(document: Self.form.completed(json)) } catch {
      throw .metadata(path: path, error)
    }
    do { try model.validate() } catch { throw .model(path: path, error) }
    do { try training.validate(for: model) } catch { throw .training(path: path, error) }
  }

  /// The preset as a JSON file over many lines, nothing left out.
  ///
  /// - Throws: `MetadataError.json` where a number is infinite or none.
  public func fileText() throws(MetadataError) -> String {
    do { return try document.indentedText() } catch { throw .json(error) }
  }

  /// The form of preset files in JSON Schema, draft 2020-12, over many lines.
  public static var fileSchema: String {
    // Every number in it is one of the tables'.
    (try? schema(title: "A preset of latentwalk").indentedText()) ?? ""
  }
}
