import FileFormats
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct ProjectCommandTests {
  @Test(arguments: [["--method", "pca"], ["--method", "tsne", "--perplexity", "5"]])
  func coordinatesAreLinesWithLabels(method: [String]) throws {
    try Fixture.withModels { folder in
      let projected = try Program.run(
        ["project", "vae.safetensors", "--data", "data", "--split", "train"] + method, in: folder)
      #expect(projected.error.hasPrefix("trustworthiness "), "\(projected.error)")
      let lines = projected.output.split(separator: "\n")
      #expect(lines.count == 51 && lines[0] == "x\ty\tlabel")
      #expect(lines.dropFirst().allSatisfy { $0.split(separator: "\t").count == 3 })
    }
  }

  @Test(arguments: [("map.svg", Array("<svg ".utf8)), ("map.png", [0x89, 0x50, 0x4e])])
  func mapsAreDrawn(file: String, start: [UInt8]) throws {
    try Fixture.withModels { folder in
      let drawn = try Program.run(
        ["project", "vae.safetensors", "--data", "data", "--method", "pca", "--out", file],
        in: folder)
      #expect(drawn.status == 0 && drawn.output == "", "\(drawn.error)")
      #expect(try readFile("\(folder)/\(file)").starts(with: start))
    }
  }

  @Test func tSNENeedsMoreImagesThanNeighbors() throws {
    try Fixture.withModels { folder in
      let few = try Program.run(["project", "vae.safetensors", "--data", "data"], in: folder)
      #expect(few.status == 1 && few.error.contains("92 are needed"), "\(few.error)")
    }
  }

  /// Equal codes are one place, and not a map that chance spread out.
  @Test(arguments: [["--method", "pca"], ["--method", "tsne", "--perplexity", "5"]])
  func codesThatCoincideAreOnePlace(method: [String]) throws {
    try Fixture.withModels { folder in
      try Fixture.writeData(
        to: "\(folder)/same", train: (0..<50).map { $0 % 10 }, test: (0..<20).map { $0 % 10 }
      ) { _ in 128 }
      let projected = try Program.run(
        ["project", "vae.safetensors", "--data", "same", "--split", "train"] + method, in: folder)
      #expect(projected.status == 0, "\(projected.error)")
      #expect(
        projected.error == "latentwalk: all 50 codes coincide; the map has one place for them all\n"
      )
      let places = Set(
        projected.output.split(separator: "\n").dropFirst().map {
          $0.split(separator: "\t").prefix(2)
        })
      #expect(places == [["0.0", "0.0"]])
    }
  }
}
