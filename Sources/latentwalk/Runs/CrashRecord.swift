internal import Autoencoders
internal import CursesTerminal
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// What a crash wrote into the folder of the run that was trained. It stays, and is told, until the run is
/// gone on with.
struct CrashRecord {
  private let path: String

  /// The record of the run in `folder`, which may not be there.
  init(folder: String) { path = "\(folder)/crash.txt" }

  /// What it says; nil where there is none.
  var text: String? {
    guard let bytes = try? readFile(path) else { return nil }
    let line = String(decoding: bytes.prefix(300), as: UTF8.self).prefix { $0 != "\n" }
    return line.isEmpty ? nil : printable(String(line))
  }

  /// Says what it says on standard error.
  func show(of folder: String) {
    text.map { printErrorLine("\(folder): \($0); the run is kept up to its last checkpoint") }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Makes a crash from now on write this record.
  func prepare(for folder: String) {
    ProgramProcess.noteForCrash(
      "the run is kept up to its last checkpoint in \(printable(folder))", file: path,
      program: "latentwalk \(Latentwalk.version)")
  }

  /// Makes a crash from now on write no record: no run is trained any more.
  static func forget() {
    ProgramProcess.noteForCrash("", file: "", program: "latentwalk \(Latentwalk.version)")
  }
}
