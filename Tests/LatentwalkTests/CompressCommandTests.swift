import FileFormats
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct CompressCommandTests {
  /// Writes `codes.lwz` at six bits and returns the report.
  private func compress(in folder: String) throws -> [String: Any] {
    try Program.json(
      [
        "compress", "ae.safetensors", "--data", "data", "--bits", "6", "--out", "codes.lwz",
        "--json",
      ], in: folder)
  }

  private func decode(_ file: String, by model: String, in folder: String) throws -> Program.Result
  {
    try Program.run(["compress", model, "--decode", file, "--out", "images.npy"], in: folder)
  }

  @Test func theReportTellsTheFilesSize() throws {
    try Fixture.withModels { folder in
      let report = try compress(in: folder)
      let curve = try #require(report["curve"] as? [[String: Any]])
      #expect(curve.map { $0["bits"] as? Int } == [2, 3, 4, 5, 6, 7, 8])
      let size = try readFile("\(folder)/codes.lwz").count
      let images = try #require(report["images"] as? Int)
      let fileBytes = try #require(curve[4]["file_bytes"] as? Double)
      #expect(images == 20 && abs(Double(size) / 20 - fileBytes) < 1e-9)
    }
  }

  @Test func codesGiveImagesBack() throws {
    try Fixture.withModels { folder in
      _ = try compress(in: folder)
      let restored = try decode("codes.lwz", by: "ae.safetensors", in: folder)
      #expect(restored.status == 0, "\(restored.error)")
      #expect(try NPYArray(parsing: readFile("\(folder)/images.npy")).shape == [20, 28, 28])
    }
  }

  @Test func codesOfAnotherModelAreRefused() throws {
    try Fixture.withModels { folder in
      _ = try compress(in: folder)
      let other = try decode("codes.lwz", by: "vae.safetensors", in: folder)
      #expect(other.status == 1 && other.error.contains("of another model"), "\(other.error)")
    }
  }

  @Test func damageIsNoticed() throws {
    try Fixture.withModels { folder in
      _ = try compress(in: folder)
      var damaged = try readFile("\(folder)/codes.lwz")
      damaged[50] ^= 1
      try writeFile(damaged, to: "\(folder)/damaged.lwz")
      let refused = try decode("damaged.lwz", by: "ae.safetensors", in: folder)
      #expect(refused.status == 1 && refused.error.contains("checksum"), "\(refused.error)")
    }
  }
}
