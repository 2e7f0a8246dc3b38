internal import FileFormats
internal import ProgramOptions

/// Writes to a file, or to standard output when there is none.
func writeOutput(_ bytes: [UInt8], to path: String?) throws {
  if let path {
    try writeFile(bytes, to: path)
  } else {
    writeOut(bytes)
  }
}
