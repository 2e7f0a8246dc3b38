internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// The words behind the program's name.
///
/// Swift's own list repairs bytes that are not UTF-8, so that another file would be meant than was named.
func commandLineWords() throws(UsageError) -> [String] {
  var words: [String] = []
  for index in 1..<max(Int(CommandLine.argc), 1) {
    guard let bytes = unsafe CommandLine.unsafeArgv[index] else { break }
    guard let word = unsafe String(validatingCString: bytes) else {
      throw .notUnicode(unsafe spelledOut(bytes))
    }
    words.append(word)
  }
  let folder = FileManager.default.currentDirectoryPath
  // Repaired as well, and so another one: a name without a slash would be looked for there.
  if folder.contains("\u{fffd}"), !isFolder(folder) { throw .notUnicode(folder) }
  return words
}

/// Bytes as text, those that are not ASCII as a shell writes them.
private func spelledOut(_ bytes: UnsafePointer<CChar>) -> String {
  var text = ""
  var index = 0
  while unsafe bytes[index] != 0 {
    let byte = unsafe UInt8(bitPattern: bytes[index])
    if byte < 0x80 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += "\\x" + String(byte, radix: 16, uppercase: true)
    }
    index += 1
  }
  return text
}
