import FileFormats
import Foundation
import TestSupport
import Testing

struct UnsafeFileNatureTests {
  @Test func whatIsNoFileIsNamed() throws {
    try withTemporaryFolder { folder in
      #expect(natureOfWhatIsNoFile(at: folder) == .folder)
      #expect(natureOfWhatIsNoFile(at: "/dev/null") == .device)
      #expect(natureOfWhatIsNoFile(at: "\(folder)/none") == nil)
      try writeFile([1], to: "\(folder)/file")
      #expect(natureOfWhatIsNoFile(at: "\(folder)/file") == nil)
      try makeNamedPipe("\(folder)/pipe")
      #expect(natureOfWhatIsNoFile(at: "\(folder)/pipe") == .pipe)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "\(folder)/pipe")
      #expect(natureOfWhatIsNoFile(at: "\(folder)/link") == .pipe)
      #expect(kindOfFile(at: "\(folder)/pipe") == nil)
    }
  }
}
