import FileFormats
import Foundation
import TestSupport
import Testing

/// Images of other shapes than digits have, from the data to every kind of output.
@Suite(.serialized, .mustEnd)
struct ImageShapesTests {
  /// `count` images whose light is a function of their class, as arrays in a folder.
  private static func write(_ image: [Int], classes: Int?, count: Int = 60, to folder: String)
    throws
  {
    try createFolder(folder)
    let size = image.reduce(1, *)
    for (part, count) in [("train", count), ("test", 12)] {
      let pixels = (0..<count * size).map { place -> UInt8 in
        let label = place / size % (classes ?? 5)
        return UInt8((place % 3 == label % 3 ? 200 : 20) + place % 7)
      }
      try writeFile(
        NPYArray(element: .uint8, shape: [count] + image, bytes: pixels).fileBytes(),
        to: "\(folder)/x_\(part).npy")
      guard let classes else { continue }
      let labels = (0..<count).map { UInt8($0 % classes) }
      try writeFile(
        NPYArray(element: .uint8, shape: [count], bytes: labels).fileBytes(),
        to: "\(folder)/y_\(part).npy")
    }
  }

  @discardableResult
  private static func run(_ words: String, in folder: String) throws -> String {
    let result = try Program.run(words.split(separator: " ").map(String.init), in: folder)
    #expect(result.status == 0, "\(words): \(result.error)")
    return result.output
  }

  @Test(arguments: ["vae", "conv", "vae-conv", "rbm"])
  func colorsAreTrainedAndShown(preset: String) throws {
    try withTemporaryFolder { folder in
      try Self.write([16, 16, 3], classes: 3, to: "\(folder)/data")
      try writeFile(Array("red\ngreen\nblue\n".utf8), to: "\(folder)/names.txt")
      let trained = try Self.run(
        "train --preset \(preset) --data data --names names.txt --batch-size 20 --epochs 2 --out run",
        in: folder)
      #expect(trained.contains("epoch 2/2"))
      // The names go with the run, and without the file.
      try FileManager.default.removeItem(atPath: "\(folder)/names.txt")
      #expect(try Self.run("eval run", in: folder).contains("SSIM"))
      try Self.run("reconstruct run --count 3 --out r.npy", in: folder)
      #expect(try NPYArray(parsing: readFile("\(folder)/r.npy")).shape == [6, 16, 16, 3])
      try Self.run("reconstruct run --count 3 --out r.png", in: folder)
      // Behind the signature, length and name of IHDR: width, height, depth 8 and color type 2.
      let png = try readFile("\(folder)/r.png")
      #expect(Array(png[24..<26]) == [8, 2])
      let screen = try Self.run("render run --size 120x40 --keys F3", in: folder)
      #expect(screen.contains("red") || preset == "rbm")
      #expect(try Self.run("reconstruct run --count 1", in: folder).count > 100)
      try Self.run("compress run --out c.lwz", in: folder)
      try Self.run("compress run --decode c.lwz --out c.png", in: folder)
    }
  }

  @Test func manyClassesAreToldApart() throws {
    try withTemporaryFolder { folder in
      try Self.write([9, 12], classes: 30, to: "\(folder)/data")
      try Self.run(
        "train --preset vae --data data --classes all-but:29 --batch-size 20 --epochs 1 --out run",
        in: folder)
      let config = String(decoding: try readFile("\(folder)/run/config.json"), as: UTF8.self)
      #expect(!config.contains("29,") && config.contains("28"))
      let screen = try Self.run("render run --size 200x60", in: folder)
      #expect(screen.contains("8 9 A 10 B 11"))
      let probe = try Self.run("eval run --probe", in: folder)
      #expect(probe.contains("probe"))
      try Self.run("project run --method pca --out p.svg", in: folder)
    }
  }

  @Test func whatDoesNotFitIsSaidInALine() throws {
    try withTemporaryFolder { folder in
      try Self.write([30, 30], classes: nil, to: "\(folder)/odd")
      func fails(_ words: String, _ status: Int32, _ says: String) throws {
        let result = try Program.run(words.split(separator: " ").map(String.init), in: folder)
        #expect(result.status == status && result.error.contains(says), "\(result.error)")
      }
      try fails(
        "train --plain --preset conv --data odd --batch-size 20 --out a", 1,
        "conv makes no images of 30x30: it makes them 8 times smaller and larger again, which takes "
          + "sides that 8 divides; take vae, ")
      #expect(!exists("\(folder)/a"))
      try Self.run("train --preset ae --data odd --batch-size 20 --epochs 1 --out run", in: folder)
      try Self.write([8, 8, 3], classes: 2, to: "\(folder)/color")
      try fails(
        "eval run --data color", 1,
        "the model reads images of 30x30, the data has 8x8x3")
      try fails("reproduce R1 --data color", 1, "the model reads images of 28x28, the data has")
      try fails(
        "train --plain --data color --images x_train --out b", 1, "color: is no npz archive")
      try Self.write([40, 40, 3], classes: 2, to: "\(folder)/large")
      try Self.run(
        "train --preset vae --data large --batch-size 20 --epochs 1 --out big", in: folder)
      try fails("eval big --baselines", 2, "of which 4800 have too many")
      try fails("train --plain --data color --labels y_train --out b", 2, "--labels")
    }
  }
}
