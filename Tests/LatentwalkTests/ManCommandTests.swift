import FileFormats
import Foundation
import ProgramOptions
import TestSupport
import Testing

@testable import latentwalk

/// The manual's page as the program prints it and as readers see it.
struct ManCommandTests {
  @Test func everyCommandAndOptionIsExplained() {
    let page = Latentwalk.manualPage
    for command in Latentwalk.commands {
      #expect(page.contains("\n.SS \"latentwalk \(command.name.replacing("-", with: "\\-"))"))
      for option in command.options {
        #expect(page.contains("\n.TP\n\\fB\(option.name.replacing("-", with: "\\-"))\\fR"))
      }
    }
    #expect(page.unicodeScalars.allSatisfy { $0.isASCII })
  }

  /// groff has nothing to complain of, and shows what the page says.
  @Test(.enabled(if: Tool.path("groff") != nil)) func groffShowsThePage() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(Latentwalk.manualPage.utf8), to: "\(folder)/latentwalk.1")
      let text = try Tool.run(
        "groff", ["-man", "-Tutf8", "-P-c", "-P-b", "-P-u", "-ww", "-rLL=100n", "latentwalk.1"],
        in: folder
      ).replacing("\u{2212}", with: "-")
      for line in [
        "LATENTWALK(1)", "latentwalk train [options]", "--preset NAME|FILE", "EXIT STATUS",
        "LATENTWALK_ASSETS",
        "{\"options\": {\"all\": {\"threads\": 4}", "latentwalk presets vae --json > mine.json",
      ] {
        #expect(text.contains(line), "\(line)")
      }
    }
  }
}
