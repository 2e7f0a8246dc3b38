import FileFormats
import Foundation
import TestSupport
import Testing

/// What the commands do, one after another as a user gives them.
@Suite(.serialized)
struct CommandTests {
  /// One run through everything that needs no terminal and no data.
  @Test func trainsEvaluatesDecodesAndRenders() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        ["train", "--epochs", "2", "--seed", "3", "--out", "run", "--threads", "2"], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let lines = trained.output.split(separator: "\n").filter { $0.hasPrefix("epoch ") }
      #expect(lines.count == 2)
      #expect(
        lines.allSatisfy { $0.contains("images/s") && $0.contains("ETA") && $0.contains("-elbo") })
      let again = try Program.run(
        ["train", "--epochs", "2", "--seed", "3", "--out", "again", "--threads", "1"], in: folder)
      #expect(again.status == 0)
      #expect(
        try readFile("\(folder)/run/model.safetensors")
          == readFile("\(folder)/again/model.safetensors"))

      let evaluated = try Program.run(["eval", "run", "--json", "--samples", "2"], in: folder)
      let object =
        try JSONSerialization.jsonObject(with: Data(evaluated.output.utf8)) as? [String: Any]
      let loss = try #require(object?["negative_elbo"] as? Double)
      let excess = try #require(object?["reconstruction_excess"] as? Double)
      let similarity = try #require(object?["ssim"] as? Double)
      #expect(excess > 0 && excess < loss && similarity > 0.1 && similarity < 1)
      #expect(loss > 60 && loss < 220)

      let decoded = try Program.run(["decode", "run", "--z", "0,0"], in: folder)
      #expect(decoded.output.split(separator: "\n", omittingEmptySubsequences: false).count == 29)
      let picture = try Program.run(
        ["decode", "run", "--z=-1,0.5", "--out", "digit.png"], in: folder)
      #expect(picture.status == 0)
      #expect(try readFile("\(folder)/digit.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
      let array = try Program.run(
        ["decode", "run", "--z", "0,0", "--format", "npy", "--out", "digit.npy"], in: folder)
      #expect(array.status == 0)
      #expect(try NPYArray(parsing: readFile("\(folder)/digit.npy")).shape == [28, 28])
      #expect(try Program.run(["decode", "run", "--z", "0"], in: folder).status == 1)

      // Pictures of 28 pixels and gaps of 2: three columns are 88 wide, two rows 58 high.
      for (arguments, shape) in [
        (["reconstruct", "run", "--count", "3"], [58, 88]),
        (["denoise", "run", "--count", "3", "--noise", "0.3"], [88, 88]),
        (["denoise", "run", "--count", "3", "--corruption", "salt-and-pepper"], [88, 88]),
        (["sample", "run", "--count", "6", "--columns", "3"], [58, 88]),
        (["interpolate", "run", "--from", "#0", "--to", "1,1", "--steps", "3"], [28, 88]),
        (["manifold", "run", "--count", "3"], [88, 88]),
      ] {
        let result = try Program.run(
          arguments + ["--format", "npy", "--out", "sheet.npy"], in: folder)
        #expect(result.status == 0, "\(result.error)")
        #expect(try NPYArray(parsing: readFile("\(folder)/sheet.npy")).shape == shape)
      }
      let allMasked = try Program.run(
        ["denoise", "run", "--corruption", "masking", "--noise", "2"], in: folder)
      #expect(allMasked.status == 2 && allMasked.error.contains("a share from 0 to 1"))
      let fitted = try Program.run(
        [
          "sample", "run", "--mixture", "3", "--count", "4", "--columns", "2", "--format", "npy",
          "--out", "sheet.npy",
        ], in: folder)
      #expect(fitted.status == 0 && fitted.error.contains("log-likelihood"), "\(fitted.error)")
      #expect(try NPYArray(parsing: readFile("\(folder)/sheet.npy")).shape == [58, 58])

      for method in ["pca", "tsne"] {
        let projected = try Program.run(
          ["project", "run", "--method", method, "--count", "100"], in: folder)
        #expect(projected.error.hasPrefix("trustworthiness "), "\(projected.error)")
        let lines = projected.output.split(separator: "\n")
        #expect(lines.count == 101 && lines[0] == "x\ty\tlabel")
        #expect(lines.dropFirst().allSatisfy { $0.split(separator: "\t").count == 3 })
      }
      for (file, start) in [("map.svg", Array("<svg ".utf8)), ("map.png", [0x89, 0x50, 0x4e])] {
        let drawn = try Program.run(
          ["project", "run", "--method", "pca", "--count", "300", "--out", file], in: folder)
        #expect(drawn.status == 0 && drawn.output == "")
        #expect(try readFile("\(folder)/\(file)").starts(with: start))
      }
      let few = try Program.run(["project", "run", "--count", "50"], in: folder)
      #expect(few.status == 1 && few.error.contains("92 are needed"))

      let beyond = try Program.run(["interpolate", "run", "--from", "#10000"], in: folder)
      #expect(beyond.status == 2 && beyond.error.contains("from #0 to #9999"))

      let encoded = try Program.run(["encode", "run", "--out", "codes.npy"], in: folder)
      #expect(encoded.status == 0)
      #expect(try NPYArray(parsing: readFile("\(folder)/codes.npy")).shape == [10_000, 5])

      let screen = try Program.run(
        ["render", "run", "--size", "80x24", "--keys", "3 Right"], in: folder)
      #expect(screen.output.contains("10000 test codes") && screen.output.contains("near "))
      let svg = try Program.run(["render", "run", "--format", "svg"], in: folder)
      #expect(svg.output.hasPrefix("<svg "))

      let taken = try Program.run(["train", "--out", "run", "--data", "digits"], in: folder)
      #expect(taken.status == 1 && taken.error.contains("already holds a run"))
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "3"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 3/3"))
      let finished = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(finished.status == 1 && finished.error.contains("has finished its"))
    }
  }

  /// A run of some classes remembers them: for resuming, evaluation and anomaly detection.
  @Test func runsOfSomeClasses() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        [
          "train", "--preset", "ae", "--data", "digits", "--classes", "1,7", "--epochs", "1",
          "--out", "run",
        ], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 2/2"), "\(resumed.error)")
      let evaluated = try object(
        Program.run(["eval", "run", "--json"], in: folder))
      let images = try #require(evaluated["images"] as? Int)
      #expect(images > 1800 && images < 2200)
      let detected = try object(
        Program.run(
          ["anomaly", "run", "--json", "--out", "scores.csv", "--picture", "top.png"], in: folder))
      #expect(detected["normal_classes"] as? [Int] == [1, 7])
      let metrics = detected["metrics"] as? [String: Any]
      #expect(metrics?["anomalous_images"] as? Int == 10_000 - images)
      #expect((metrics?["area_under_roc"] as? Double ?? 0) > 0.6)
      let table = String(decoding: try readFile("\(folder)/scores.csv"), as: UTF8.self)
      #expect(table.hasPrefix("image,label,score,flagged\n0,"))
      #expect(table.split(separator: "\n").count == 10_001)
      #expect(try readFile("\(folder)/top.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
      let prior = try Program.run(["anomaly", "run", "--score", "negative-elbo"], in: folder)
      #expect(prior.status == 1 && prior.error.contains("variational"))
    }
  }

  /// Codes written to a file give the images back; damage and other models are refused.
  @Test func compressesAndRestores() throws {
    try withTemporaryFolder { folder in
      for seed in ["1", "2"] {
        let trained = try Program.run(
          [
            "train", "--preset", "ae", "--data", "digits", "--classes", "1", "--epochs", "1",
            "--seed", seed, "--out", "run\(seed)",
          ], in: folder)
        #expect(trained.status == 0, "\(trained.error)")
      }
      let report = try object(
        Program.run(
          ["compress", "run1", "--bits", "6", "--out", "codes.lwz", "--json"], in: folder))
      let curve = try #require(report["curve"] as? [[String: Any]])
      #expect(curve.map { $0["bits"] as? Int } == [2, 3, 4, 5, 6, 7, 8])
      let size = try readFile("\(folder)/codes.lwz").count
      let images = try #require(report["images"] as? Int)
      let fileBytes = try #require(curve[4]["file_bytes"] as? Double)
      #expect(abs(Double(size) / Double(images) - fileBytes) < 1e-9)
      let restored = try Program.run(
        ["compress", "run1", "--decode", "codes.lwz", "--out", "images.npy"], in: folder)
      #expect(restored.status == 0, "\(restored.error)")
      #expect(try NPYArray(parsing: readFile("\(folder)/images.npy")).shape == [images, 28, 28])
      let other = try Program.run(
        ["compress", "run2", "--decode", "codes.lwz", "--out", "other.npy"], in: folder)
      #expect(other.status == 1 && other.error.contains("of another model"))
      var damaged = try readFile("\(folder)/codes.lwz")
      damaged[50] ^= 1
      try writeFile(damaged, to: "\(folder)/damaged.lwz")
      let refused = try Program.run(
        ["compress", "run1", "--decode", "damaged.lwz", "--out", "other.npy"], in: folder)
      #expect(refused.status == 1 && refused.error.contains("checksum"))
    }
  }

  @Test func picturesOverTrainingBecomeAnAnimation() throws {
    try withTemporaryFolder { folder in
      let trained = try Program.run(
        [
          "train", "--data", "digits", "--classes", "0,1", "--epochs", "3", "--pictures-every", "2",
          "--out", "run",
        ], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/run/pictures")
      #expect(names.sorted() == ["epoch-000000.png", "epoch-000002.png", "epoch-000003.png"])
      let animated = try Program.run(["animate", "run", "--out", "walk.png"], in: folder)
      #expect(animated.status == 0, "\(animated.error)")
      let text = String(decoding: try readFile("\(folder)/walk.png"), as: Unicode.ASCII.self)
      #expect(text.contains("acTL") && text.components(separatedBy: "fcTL").count == 4)

      let fitted = try object(
        Program.run(
          ["infer", "run", "--images", "8", "--samples", "50", "--max-steps", "200", "--json"],
          in: folder))
      #expect(try #require(fitted["least_improvement"] as? Double) >= 0)
      #expect((fitted["images"] as? [Any])?.count == 8)
      let compared = try object(
        Program.run(
          ["estimators", "run", "run", "--images", "8", "--samples", "50", "--json"], in: folder))
      let models = try #require(compared["models"] as? [[String: Any]])
      #expect(models.count == 2 && models.allSatisfy { ($0["ratio"] as? Double ?? 0) > 1 })
    }
  }

  private func object(_ result: Program.Result) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(value as? [String: Any], "\(result.error)")
  }
}
