import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// Scripts of completion as shells run them.
@Suite(.mustEnd)
struct CompletionsCommandTests {
  /// What bash offers for the last of `words`, in order.
  private static func offered(_ words: [String], files: [String] = []) throws -> [String] {
    try withTemporaryFolder { folder in
      let script = try Program.run(["completions", "bash"], in: folder)
      #expect(script.status == 0 && script.error == "")
      try writeFile(Array(script.output.utf8), to: "\(folder)/completion")
      let place = "\(folder)/place"
      try createFolder(place)
      for file in files { try writeFile([], to: "\(place)/\(file)") }
      let driver = """
        source ../completion || exit 1
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        $(complete -p latentwalk | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}"
        """
      let text = try Tool.run(
        "bash", ["--norc", "--noprofile", "-c", driver, "bash", "latentwalk"] + words, in: place)
      return text.split(separator: "\n").map(String.init)
    }
  }

  @Test(arguments: [
    (["tr"], ["train"]), (["e"], ["explore", "eval", "encode", "export", "estimators"]),
    (["train", "--preset", "vae-b"], ["vae-beta", "vae-burda", "vae-binary", "vae-binary-fixed"]),
    (["train", "--preset", "=", "rb"], ["rbm"]), (["--preset", "rb"], ["rbm"]),
    (["train", "--kl"], ["--kl-weight", "--kl-warm-up", "--kl-cycle"]),
    (["--sav"], ["--save-every"]),
    (["decode", "--format", ""], ["text", "png", "npy"]), (["train", "--epochs", ""], []),
    (["completions", ""], ["bash", "zsh", "fish"]), (["reproduce", "R2", "R22"], ["R22"]),
    (["train", "--plain", ""], []), (["help", "pro"], ["project"]), (["doctor", ""], []),
  ])
  func bashOffersWhatMayFollow(words: [String], expected: [String]) throws {
    #expect(try Self.offered(words) == expected)
  }

  @Test(arguments: [
    (["eval", "my"], ["my run"]), (["explore", "vae-"], ["vae-pytorch", "vae-wide"]),
    (["decode", "s"], ["sparse"]), (["presets", "mi"], ["mine.json"]),
    (["train", "--preset", "m"], ["mean-field", "mean-field-dynamic", "mine.json", "my run"]),
    (["train", "--data", "m"], ["mine.json", "mnist", "my run"]), (["train", "m"], []),
  ])
  func bashOffersFilesWhereTheyMayStand(words: [String], expected: [String]) throws {
    #expect(try Self.offered(words, files: ["my run", "mine.json"]).sorted() == expected)
  }

  /// What is offered is what commands take: all of each closed set, for every command.
  @Test func everyPresetIsOffered() throws {
    #expect(try Self.offered(["train", "--preset", ""]) == Preset.all.map(\.name))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsTakeTheirScripts(shell: String) throws {
    try withTemporaryFolder { folder in
      let script = try Program.run(["completions", shell], in: folder)
      #expect(script.status == 0 && script.output.hasPrefix("#"))
      guard Tool.path(shell) != nil else { return }
      try writeFile(Array(script.output.utf8), to: "\(folder)/script")
      #expect(try Tool.run(shell, ["-n", "script"], in: folder) == "")
    }
  }

  @Test func anotherShellIsRefused() throws {
    try withTemporaryFolder { folder in
      let result = try Program.run(["completions", "csh"], in: folder)
      #expect(result.status == 2)
      #expect(result.error == "latentwalk: SHELL 'csh' is not one of bash, zsh, fish\n")
    }
  }
}
