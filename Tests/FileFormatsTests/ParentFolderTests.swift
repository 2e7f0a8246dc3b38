import FileFormats
import Foundation
import Testing

struct ParentFolderTests {
  /// As `dirname` has it, but for "." where there is no folder.
  @Test(arguments: [
    ("e", ""), ("é", ""), ("e/", ""), ("", ""), ("/", "/"), ("//", "/"), ("/e", "/"), ("//e", "/"),
    ("a/b", "a"), ("a//b//", "a"), ("a/b/c", "a/b"), ("/a/b", "/a"), ("./a", "."), ("../e", ".."),
    ("a/\u{301}b", "a"), ("run.2/model", "run.2"),
  ])
  func isWhatStandsBeforeTheLastName(path: String, folder: String) {
    #expect(parentFolder(of: path) == folder)
  }

  /// Foundation's own function traps for "e".
  @Test func isUsedInsteadOfFoundations() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }
    #expect(files.count > 500)
    for file in files {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      #expect(!text.contains("NSString).deletingLast"), "\(file)")
    }
  }
}
