import Foundation
import ProgramOptions
import Testing

struct ShellWordTests {
  private static let words = [
    "runs/vae-1,2.5", "my run", "it's", "$(reboot)", "a;b", "`id`", "~", "!!", "#3", "*", "a\\b",
    "",
    "é 数", "line\nbreak", "\u{1b}[31m'\\", "fdp.\u{202e}exe", "\u{200b}", "tab\there",
  ]

  @Test(arguments: words)
  func nothingInvisibleIsShown(word: String) {
    #expect(printable(shellWord(word)) == shellWord(word))
  }

  /// A shell gives back the same bytes.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/bin/bash")), arguments: words)
  func aShellReadsItBack(word: String) throws {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "printf %s \(shellWord(word))"]
    process.standardOutput = output
    try process.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(Array(read) == Array(word.utf8))
  }

  @Test func onlyWhatNeedsQuotesHasThem() {
    #expect(shellLine(["latentwalk", "explore", "my run"]) == "latentwalk explore 'my run'")
    #expect(pathWord("-x") == "./-x" && pathWord("x") == "x")
  }
}
