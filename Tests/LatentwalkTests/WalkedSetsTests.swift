import FileFormats
import Foundation
import TestSupport
import Testing

/// Images of one's own of every kind, trained on and walked: the screen that a person sees.
@Suite(.serialized, .mustEnd)
struct WalkedSetsTests {
  /// A data set as it is made in a folder, and how it is trained on.
  struct Walk: CustomTestStringConvertible {
    let testDescription: String
    let training: String
    let make: @Sendable (String) throws -> Void
  }

  /// A square image with a disc of one of three sizes at one of several places.
  private static func disc(_ number: Int, side: Int, channels: Int) -> [UInt8] {
    let (size, shift) = (3 + number % 3 * 3, number / 3 % 4 * 2 - 3)
    return (0..<side * side).flatMap { pixel -> [UInt8] in
      let (x, y) = (pixel % side - side / 2 - shift, pixel / side - side / 2 + shift)
      let isInside = x * x + y * y <= size * size
      guard channels == 3 else { return [isInside ? 250 : 5] }
      // Small discs are red, middle ones green, large ones blue, on a ground that gets brighter.
      let ground = UInt8(pixel / side * 2)
      return (0..<3).map { isInside && $0 == number % 3 ? 240 : ground }
    }
  }

  private static func npy(_ pixels: [UInt8], _ shape: [Int]) -> [UInt8] {
    NPYArray(element: .uint8, shape: shape, bytes: pixels).fileBytes()
  }

  static let walks = [
    Walk(testDescription: "pictures", training: "--preset vae --epochs 3") { folder in
      for (kind, name) in ["small", "middle", "large"].enumerated() {
        try createFolder("\(folder)/set/\(name)")
        for number in 0..<40 {
          let pixels = disc(3 * number + kind, side: 28, channels: 1)
          try writeFile(
            GrayImage(height: 28, width: 28, pixels: pixels).pngBytes(),
            to: "\(folder)/set/\(name)/\(number).png")
        }
      }
    },
    Walk(testDescription: "color", training: "--preset vae-conv --epochs 2") { folder in
      for (kind, name) in ["red", "green", "blue"].enumerated() {
        try createFolder("\(folder)/set/\(name)")
        for number in 0..<40 {
          let pixels = disc(3 * number + kind, side: 32, channels: 3)
          try writeFile(
            ColorImage(height: 32, width: 32, pixels: pixels).pngBytes(),
            to: "\(folder)/set/\(name)/\(number).png")
        }
      }
    },
    Walk(testDescription: "letters", training: "--preset vae --epochs 3") { folder in
      let labels = (0..<130).map { UInt8($0 % 26 + 1) }
      let pixels = labels.indices.flatMap { index in
        disc(index, side: 28, channels: 1).enumerated().map { place, value in
          place / 28 == Int(labels[index]) ? 255 : value
        }
      }
      try createFolder("\(folder)/set")
      for part in ["train", "test"] {
        let name = "\(folder)/set/emnist-letters-\(part)"
        try writeFile(
          [0, 0, 8, 3, 0, 0, 0, 130, 0, 0, 0, 28, 0, 0, 0, 28] + pixels,
          to: "\(name)-images-idx3-ubyte")
        try writeFile([0, 0, 8, 1, 0, 0, 0, 130] + labels, to: "\(name)-labels-idx1-ubyte")
      }
    },
    Walk(testDescription: "unlabeled", training: "--preset vae --epochs 3") { folder in
      let pixels = (0..<120).flatMap { disc($0, side: 28, channels: 1) }
      try createFolder("\(folder)/set")
      try writeFile(npy(pixels, [120, 28, 28]), to: "\(folder)/set/x_train.npy")
    },
  ]

  /// The kernels that every machine has give every machine the same model.
  @Test(arguments: walks)
  func areTrainedOnAndWalked(walk: Walk) throws {
    try withTemporaryFolder { folder in
      try walk.make(folder)
      func run(_ words: String, keys: String? = nil) throws -> String {
        let result = try Program.run(
          words.split(separator: " ").map(String.init) + (keys.map { ["--keys", $0] } ?? []),
          in: folder,
          variables: ["LATENTWALK_KERNELS": "portable"])
        #expect(result.status == 0, "\(words): \(result.error)")
        return result.output
      }
      _ = try run(
        "train --plain --data set --batch-size 10 --seed 1 --threads 1 --out run \(walk.training)")
      let screen = try run(
        "render run --threads 1 --size 120x40 --format ansi", keys: "1 n Right Right")
      try expectGolden(
        screen.replacing("\u{1b}", with: "␛"), "walk-\(walk.testDescription).ansi.txt")
    }
  }
}
