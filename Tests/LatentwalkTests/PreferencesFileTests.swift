import FileFormats
import Foundation
import TestSupport
import Testing

/// The file of a person's preferences, as commands that draw images read it.
@Suite(.serialized, .mustEnd)
struct PreferencesFileTests {
  private static let decode = ["decode", "vae.safetensors", "--z", "0,0"]

  /// The output and the warnings of a command where `text` is the file.
  private static func run(
    _ arguments: [String], file text: String?, in folder: String, variables: [String: String] = [:]
  ) throws -> Program.Result {
    let place =
      variables["XDG_CONFIG_HOME"].map { "\($0)/latentwalk" } ?? "\(folder)/.config/latentwalk"
    if let text {
      try createFolder(place)
      try writeFile(Array(text.utf8), to: "\(place)/config.json")
    }
    let result = try Program.run(arguments, in: folder, variables: variables)
    #expect(result.status == 0, "\(result.error)")
    return result
  }

  private static func isASCII(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.isASCII }
  }

  @Test func asciiIsTheDefault() throws {
    try Fixture.withModels { folder in
      let plain = try Self.run(Self.decode, file: nil, in: folder)
      let asked = try Self.run(Self.decode + ["--shading", "ascii"], file: nil, in: folder)
      #expect(plain.output == asked.output && Self.isASCII(plain.output) && plain.error.isEmpty)
    }
  }

  @Test(arguments: [
    decode, ["reconstruct", "vae.safetensors", "--count", "3"],
    ["sample", "vae.safetensors", "--count", "3"], ["manifold", "vae.safetensors", "--count", "3"],
    ["render", "vae.safetensors", "--glyphs", "unicode", "--keys", "Tab +"],
  ])
  func theFileHoldsForEveryCommand(arguments: [String]) throws {
    try Fixture.withModels { folder in
      let blocks = try Self.run(arguments, file: #"{"shading": "blocks"}"#, in: folder)
      #expect(blocks.output.unicodeScalars.contains { ("▀"..."▓").contains($0) })
      let asked = try Self.run(arguments + ["--shading", "ascii"], file: nil, in: folder)
      #expect(!asked.output.unicodeScalars.contains { ("▀"..."▓").contains($0) })
    }
  }

  @Test func theFileMayLieElsewhere() throws {
    try Fixture.withModels { folder in
      let blocks = try Self.run(
        Self.decode, file: #"{"shading": "blocks"}"#, in: folder,
        variables: ["XDG_CONFIG_HOME": "\(folder)/elsewhere"])
      #expect(!Self.isASCII(blocks.output))
    }
  }

  /// One line that names the file, and no reason to stop.
  @Test(arguments: [
    ("{", "is no JSON"), ("[]", "is no JSON object"),
    (#"{"shading": "dots"}"#, "'shading' is none of ascii, blocks"),
    (#"{"color": 3}"#, "there is no preference 'color'"),
  ])
  func aBrokenFileIsSaid(text: String, fault: String) throws {
    try Fixture.withModels { folder in
      let result = try Self.run(Self.decode, file: text, in: folder)
      let path = "\(folder)/.config/latentwalk/config.json"
      #expect(result.error == "latentwalk: \(path): \(fault); this is passed over\n")
      #expect(Self.isASCII(result.output))
    }
  }

  @Test func onlyTextIsShaded() throws {
    try Fixture.withModels { folder in
      let result = try Program.run(
        Self.decode + ["--shading", "blocks", "--format", "png", "--out", "a.png"], in: folder)
      #expect(result.status == 2 && result.error.contains("--shading"))
    }
  }
}
