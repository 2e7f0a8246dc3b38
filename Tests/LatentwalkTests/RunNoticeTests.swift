import Autoencoders
import FileFormats
import Foundation
import Testing

@testable import latentwalk

struct RunNoticeTests {
  private static let error = RunFolderError.file(FileError(.write, "run/a", code: ENOSPC))

  private static let notices: [RunNotice] = [
    .crashed(path: "run", record: "ended by SIGSEGV"),
    .otherKernels(path: "run", before: "avx2", now: "avx512"),
    .otherSource(path: "run", before: "a", now: "b"), .nothingSaved(path: "run"),
    .wentToSound(because: error, epoch: 3), .noSoundState(because: error),
    .damaged(lines: [1], log: "log"), .damaged(lines: [1, 2], log: "log"),
    .notExclusive(path: "run"), .notWritten(error), .writtenAgain(path: "run"),
    .lost(lines: 1, log: "log"), .lostEvents(2, file: "events"),
    .rescued(path: "rescue/run", because: error),
  ]

  @Test func everyNoticeIsALineOfItsOwn() {
    let lines = Self.notices.map(\.message)
    #expect(Set(lines).count == lines.count)
    for line in lines { #expect(line.count > 10 && !line.contains("\n") && !line.hasSuffix(".")) }
  }

  /// What cannot be saved stays on screen, and nothing else.
  @Test func aFaultStaysOnScreen() {
    let lines = Self.notices.compactMap(\.lineOnScreen)
    #expect(
      lines == ["not saved: No space left on device; training goes on, saving is tried again"])
    #expect(RunNotice(.recovered, path: "run").lineOnScreen == nil)
    #expect(RunNotice(.failed(Self.error), path: "run") == .notWritten(Self.error))
  }
}
