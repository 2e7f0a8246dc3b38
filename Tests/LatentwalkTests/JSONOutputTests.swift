import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// The objects that commands print with `--json`.
@Suite(.serialized, .mustEnd)
struct JSONOutputTests {
  static let commands = [
    ["eval", "run"], ["anomaly", "run", "--normal", "0-4"], ["compress", "run"],
    ["infer", "run", "--count", "2", "--samples", "3", "--max-steps", "5"],
    ["estimators", "run", "--count", "2", "--samples", "3"], ["presets"],
    ["watch", ".", "--once"], ["compare", "."],
    ["doctor"], ["reproduce", "R22", "--data", "data", "--out", "cards"],
  ]

  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: exists)

  @Test(arguments: commands)
  func everyObjectSaysWhatItIsAbout(command: [String]) throws {
    try Fixture.withRun { folder in
      let object = try Program.json(command + ["--json"], in: folder)
      #expect(Set(["run", "preset", "dataset", "units"]).isSubset(of: object.keys))
      if command.contains("run") {
        #expect(object["run"] as? String == "run" && object["preset"] as? String == "vae")
        #expect(object["dataset"] as? String == "data")
        #expect((object["units"] as? String)?.isEmpty == false)
      }
      #expect(Self.keys(of: object).allSatisfy { $0 == $0.lowercased() })
    }
  }

  /// All keys of an object and of those in it.
  private static func keys(of value: Any) -> [String] {
    if let object = value as? [String: Any] {
      return object.keys + object.values.flatMap(keys)
    }
    return (value as? [Any] ?? []).flatMap(keys)
  }

  /// DEL and C1 characters of a path are escaped, as C0 characters are.
  @Test(
    .enabled(if: python != nil), arguments: [["doctor"], ["eval", "\u{7f}run\u{9b}31m\u{1b}"]])
  func pythonReadsEveryPath(command: [String]) throws {
    try Fixture.withRun { folder in
      try FileManager.default.moveItem(
        atPath: "\(folder)/run", toPath: "\(folder)/\u{7f}run\u{9b}31m\u{1b}")
      let printed = try Program.run(
        command + ["--json"], in: folder,
        variables: ["LATENTWALK_DATA": "\(folder)/\u{7f}data\u{9b}", "XDG_DATA_HOME": "\u{85}"])
      #expect(printed.status == 0, "\(printed.error)")
      #expect(!printed.output.unicodeScalars.contains { (0x7f...0x9f).contains($0.value) })
      let file = "\(folder)/object.json"
      try writeFile(Array(printed.output.utf8), to: file)
      let process = Process()
      process.executableURL = URL(filePath: try #require(Self.python))
      process.arguments = ["-c", "import json, sys; json.load(open(sys.argv[1]))", file]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(printed.output)")
    }
  }

  /// A model that gives blank images back exactly has no finite PSNR: null, and why.
  @Test func numbersThatAreInfiniteAreNullWithAReason() throws {
    try withTemporaryFolder { folder in
      try Fixture.writeData(to: "\(folder)/data", train: [0, 1], test: [0, 1]) { _ in 0 }
      let model = try Autoencoder(
        Fixture.deterministic, initialization: .glorotUniform, seed: 1, capacity: 1,
        on: Engine(threads: 1))
      // Only the decoder's biases, which come last, are not zero: every logit is -1000.
      let count = model.parameters.count
      for index in 0..<count { model.parameters[index] = index < count - 784 ? 0 : -1000 }
      try writeFile(
        model.snapshot(step: 0).safeTensors().fileBytes(), to: "\(folder)/blank.safetensors")
      let object = try Program.json(
        ["eval", "blank.safetensors", "--data", "data", "--json"], in: folder)
      #expect(object["squared_error"] as? Double == 0)
      #expect(object["psnr_db"] is NSNull && object["psnr_db_reason"] as? String == "infinite")
      let text = try Program.run(["eval", "blank.safetensors", "--data", "data"], in: folder)
      #expect(text.output.contains("PSNR infinite: nothing differs"), "\(text.error)")
    }
  }
}
