import FileFormats
import Foundation
import ProgramOptions
import TestSupport
import Testing

@testable import latentwalk

/// Images of one's own, from their files to a trained model.
@Suite(.serialized, .mustEnd)
struct ImageSourcesTests {
  @discardableResult
  private static func run(_ words: String, in folder: String) throws -> Program.Result {
    let result = try Program.run(words.split(separator: " ").map(String.init), in: folder)
    #expect(result.status == 0, "\(words): \(result.error)")
    return result
  }

  @Test func aFolderOfPicturesIsTrainedOnAndShownByItsNames() throws {
    try withTemporaryFolder { folder in
      for (index, name) in ["red", "green", "blue"].enumerated() {
        try createFolder("\(folder)/photos/\(name)")
        for number in 0..<20 {
          let pixels = (0..<192).map { place in
            UInt8(place % 3 == index ? 200 + number : 10 + place % 5)
          }
          try writeFile(
            ColorImage(height: 8, width: 8, pixels: pixels).pngBytes(),
            to: "\(folder)/photos/\(name)/\(number).png")
        }
      }
      let trained = try Self.run(
        "train --plain --preset vae --data photos --batch-size 10 --epochs 1 --out run", in: folder)
      #expect(
        trained.error
          == "latentwalk: photos: has no test images; 10 of the 60 training images are tested on "
          + "and not trained on, always the same ones\n")
      let screen = try Self.run("render run --size 120x40", in: folder).output
      #expect(screen.contains("blue") && screen.contains("green") && screen.contains("red"))
      try Self.place(9, "photos/red/strange.png", in: folder)
      let refused = try Program.run(["eval", "run", "--data", "photos"], in: folder)
      #expect(refused.status == 1)
      #expect(
        refused.error.hasPrefix("latentwalk: photos/red/strange.png: is 9x9, and "),
        "\(refused.error)")
    }
  }

  private static func place(_ side: Int, _ path: String, in folder: String) throws {
    let pixels = [UInt8](repeating: 9, count: side * side)
    try writeFile(
      GrayImage(height: side, width: side, pixels: pixels).pngBytes(), to: "\(folder)/\(path)")
  }

  @Test func aTableIsTrainedOnPlainAndCompressed() throws {
    try withTemporaryFolder { folder in
      let rows = (0..<60).map { row in
        (["\(row % 3 == 0 ? "cat" : "dog")"] + (0..<64).map { "\(($0 * row) % 256)" })
          .joined(separator: ",") + "\n"
      }
      try writeFile(Array(rows.joined().utf8), to: "\(folder)/animals.csv")
      let zipped = try Program.shell("gzip -k animals.csv", in: folder)
      #expect(zipped.status == 0, "\(zipped.error)")
      for file in ["animals.csv", "animals.csv.gz"] {
        try Self.run(
          "train --plain --preset ae --data \(file) --batch-size 10 --epochs 1 --out run-\(file)",
          in: folder)
        let report = try Self.run("eval run-\(file) --json", in: folder)
        #expect(report.error.contains("10 of the 60 training images"))
      }
      #expect(
        try readFile("\(folder)/run-animals.csv/model.safetensors")
          == readFile("\(folder)/run-animals.csv.gz/model.safetensors"))
    }
  }

  /// Every command that reads images reads all files that `train` does.
  @Test(arguments: Latentwalk.commands.filter { $0.name != "reproduce" })
  func allReadersTakeTheOptionsOfFiles(command: Command) {
    let names = command.options.map(\.name)
    guard names.contains("--data") else { return }
    for option in OptionList.dataFiles.options {
      #expect(names.contains(option.name), "\(command.name) \(option.name)")
    }
  }

  @Test func membersAndNamesOfClassesAreGivenToEveryCommand() throws {
    try withTemporaryFolder { folder in
      var pixels: [UInt8] = []
      for image in 0..<60 { pixels += (0..<64).map { UInt8(($0 * (image % 3 + 1)) % 256) } }
      try createFolder("\(folder)/arrays")
      try writeFile(
        NPYArray(element: .uint8, shape: [60, 8, 8], bytes: pixels).fileBytes(),
        to: "\(folder)/arrays/faces.npy")
      try writeFile(
        NPYArray(element: .uint8, shape: [60], bytes: (0..<60).map { UInt8($0 % 3) }).fileBytes(),
        to: "\(folder)/arrays/who.npy")
      let zipped = try Program.shell(
        "cd arrays && python3 -m zipfile -c ../set.npz *.npy", in: folder)
      #expect(zipped.status == 0, "\(zipped.error)")
      try writeFile(Array("Ann\nBob\nCy\n".utf8), to: "\(folder)/names.txt")
      let data = "--data set.npz --images faces --labels who --names names.txt"
      try Self.run(
        "train --plain --preset ae --batch-size 10 --epochs 1 \(data) --classes ann-bob --out run",
        in: folder)
      try Self.run("encode run \(data) --out codes.npy", in: folder)
      try Self.run("reconstruct run \(data) --count 2", in: folder)
      let report = try Self.run("anomaly run \(data) --normal Bob", in: folder).output
      #expect(report.contains("normal (classes 1)"), "\(report)")
      let refused = try Program.run(
        "anomaly run \(data) --normal Bop".split(separator: " ").map(String.init), in: folder)
      #expect(
        refused.error.hasSuffix(
          "set.npz: has no class 'Bop'; did you mean Bob?; its classes are Ann, Bob, Cy\n"),
        "\(refused.error)")
    }
  }
}
