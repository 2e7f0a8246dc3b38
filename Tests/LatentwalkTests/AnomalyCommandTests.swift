import FileFormats
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct AnomalyCommandTests {
  /// The classes that a run was trained on are normal.
  @Test func aRunOfSomeClassesFlagsTheOthers() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        [
          "train", "--preset", "ae", "--data", "digits", "--classes", "1,7", "--epochs", "1",
          "--out", "run",
        ], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let detected = try Program.json(
        ["anomaly", "run", "--json", "--out", "scores.csv", "--picture", "top.png"], in: folder)
      #expect(detected["normal_classes"] as? [Int] == [1, 7])
      let metrics = try #require(detected["metrics"] as? [String: Any])
      let normal = try #require(metrics["normal_images"] as? Int)
      #expect(metrics["anomalous_images"] as? Int == 10_000 - normal)
      #expect((metrics["area_under_roc"] as? Double ?? 0) > 0.6)
      let table = String(decoding: try readFile("\(folder)/scores.csv"), as: UTF8.self)
      #expect(table.hasPrefix("image,label,score,flagged\n0,"))
      #expect(table.split(separator: "\n").count == 10_001)
      #expect(try readFile("\(folder)/top.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }
  }

  @Test func someScoresNeedAPosterior() throws {
    try Fixture.withModels { folder in
      let prior = try Program.run(
        ["anomaly", "ae.safetensors", "--normal", "3", "--score", "negative-elbo"], in: folder)
      #expect(prior.status == 1 && prior.error.contains("variational"))
    }
  }
}
