import FileFormats
import Foundation
import TestSupport
import Testing

/// Commands that write images: as characters, as a picture, or as an array.
@Suite(.serialized, .mustEnd)
struct PictureCommandTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47]

  /// The array that a command writes.
  private func array(_ arguments: [String], in folder: String) throws -> NPYArray {
    let result = try Program.run(arguments + ["--out", "a.npy"], in: folder)
    #expect(result.status == 0, "\(result.error)")
    return try NPYArray(parsing: readFile("\(folder)/a.npy"))
  }

  @Test func decodesToCharacters() throws {
    try Fixture.withModels { folder in
      let decoded = try Program.run(["decode", "vae.safetensors", "--z", "0,0"], in: folder)
      #expect(decoded.output.split(separator: "\n", omittingEmptySubsequences: false).count == 29)
    }
  }

  @Test(arguments: ["digit.png", "digit.PNG"])
  func theEndingOfAFileChoosesTheFormat(name: String) throws {
    try Fixture.withModels { folder in
      let decoded = try Program.run(
        ["decode", "vae.safetensors", "--z=-1,0.5", "--out", name], in: folder)
      #expect(decoded.status == 0, "\(decoded.error)")
      #expect(try readFile("\(folder)/\(name)").starts(with: Self.png))
    }
  }

  @Test func formatGoesBeforeTheEnding() throws {
    try Fixture.withModels { folder in
      let decoded = try Program.run(
        ["decode", "vae.safetensors", "--z", "0,0", "--format", "png", "--out", "a.npy"],
        in: folder)
      #expect(decoded.status == 0, "\(decoded.error)")
      #expect(try readFile("\(folder)/a.npy").starts(with: Self.png))
    }
  }

  @Test func anImageAloneIsAMatrix() throws {
    try Fixture.withModels { folder in
      let digit = try array(["decode", "vae.safetensors", "--z", "0,0"], in: folder)
      #expect(digit.shape == [28, 28])
    }
  }

  /// Images are stacked, not laid out as in a picture.
  @Test(arguments: [
    (["reconstruct", "vae.safetensors", "--count", "3"], 6),
    (["denoise", "vae.safetensors", "--count", "3", "--noise", "0.3"], 9),
    (["denoise", "vae.safetensors", "--count", "3", "--corruption", "salt-and-pepper"], 9),
    (["interpolate", "vae.safetensors", "--steps", "4"], 4),
    (["interpolate", "vae.safetensors", "--path", "along-data", "--steps", "4"], 4),
    (["interpolate", "vae.safetensors", "--path", "geodesic", "--steps", "4"], 4),
    (["sample", "vae.safetensors", "--mixture", "2", "--count", "7"], 7),
  ])
  func arraysAreStacksOfImages(arguments: [String], count: Int) throws {
    try Fixture.withModels { folder in
      let stack = try array(arguments + ["--data", "data"], in: folder)
      #expect(stack.shape == [count, 28, 28])
    }
  }

  /// A code decodes to the same pixels in a stack as alone, rounding aside.
  @Test func stacksHoldWhatDecodeGives() throws {
    try Fixture.withModels { folder in
      let path = try array(
        ["interpolate", "vae.safetensors", "--from", "0,-1", "--to", "2,1", "--steps", "3"],
        in: folder)
      let grid = try array(
        ["manifold", "vae.safetensors", "--count", "3", "--extent", "1"], in: folder)
      #expect(path.shape == [3, 28, 28] && grid.shape == [9, 28, 28])
      for (stack, index, code) in [
        (path, 0, "0,-1"), (path, 1, "1,0"), (path, 2, "2,1"), (grid, 0, "-1,1"), (grid, 5, "1,0"),
      ] {
        let alone = try array(["decode", "vae.safetensors", "--z", code], in: folder)
        let pixels = try #require(stack.floats)
        let image = pixels[index * 784..<(index + 1) * 784]
        let difference = zip(image, try #require(alone.floats)).map { abs($0 - $1) }.max()
        // Sums of a batch and of one code may be rounded in another order.
        #expect(try #require(difference) < 1e-6, "\(code)")
      }
    }
  }

  /// The ends are where they are said to be; codes between need not be straight.
  @Test(arguments: ["spherical", "along-data", "geodesic"])
  func everyWayKeepsItsEnds(path: String) throws {
    try Fixture.withModels { folder in
      let ends = ["interpolate", "vae.safetensors", "--from", "0,-1", "--to", "2,1"]
      let data = path == "along-data" ? ["--data", "data"] : []
      let straight = try array(ends + ["--steps", "5"], in: folder)
      let way = try array(ends + ["--steps", "5", "--path", path] + data, in: folder)
      let (expected, found) = (try #require(straight.floats), try #require(way.floats))
      for index in [0, 4] {
        let pixels = index * 784..<(index + 1) * 784
        let difference = zip(expected[pixels], found[pixels]).map { abs($0 - $1) }.max()
        #expect(try #require(difference) < 1e-5)
      }
      #expect(expected != found)
    }
  }

  @Test func anImageIsCountedFromZero() throws {
    try Fixture.withModels { folder in
      let beyond = try Program.run(
        ["interpolate", "vae.safetensors", "--from", "#20", "--data", "data"], in: folder)
      #expect(beyond.status == 2 && beyond.error.contains("from #0 to #19"), "\(beyond.error)")
    }
  }

  @Test func aMixtureTellsHowWellItFits() throws {
    try Fixture.withModels { folder in
      let sampled = try Program.run(
        ["sample", "ae.safetensors", "--mixture", "2", "--data", "data"], in: folder)
      #expect(sampled.status == 0 && sampled.error.contains("log-likelihood"), "\(sampled.error)")
    }
  }

  @Test func aShareOfPixelsIsAtMostOne() throws {
    try Fixture.withModels { folder in
      let masked = try Program.run(
        ["denoise", "ae.safetensors", "--corruption", "masking", "--noise", "2"], in: folder)
      #expect(masked.status == 2 && masked.error.contains("a share from 0 to 1"))
    }
  }
}
