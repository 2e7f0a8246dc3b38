import FileFormats
import Foundation
import TestSupport
import Testing

/// What the program says of data that cannot be trained on, or not as asked.
@Suite(.serialized)
struct DataErrorTests {
  /// Writes the four arrays of a data set: `count` grey training images and two test images.
  private static func write(to folder: String, count: Int, pixel: Float = 0.5) throws {
    try createFolder(folder)
    func place(_ array: NPYArray, _ name: String) throws {
      try writeFile(array.fileBytes(), to: "\(folder)/\(name).npy")
    }
    func images(_ count: Int) -> NPYArray {
      NPYArray([Float](repeating: pixel, count: count * 784), shape: [count, 28, 28])
    }
    try place(images(count), "x_train")
    try place(images(2), "x_test")
    try writeFile(labels((0..<count).map { UInt8($0 % 9) }), to: "\(folder)/y_train.npy")
    try writeFile(labels([0, 1]), to: "\(folder)/y_test.npy")
  }

  /// The bytes `numpy.save` writes of a vector of uint8, but for the padding of the header.
  private static func labels(_ values: [UInt8]) -> [UInt8] {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(values.count),), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + values
  }

  struct Failure: CustomTestStringConvertible {
    let name: String
    let says: String
    var count = 60
    var pixel: Float = 0.5
    var options: [String] = ["--batch-size", "20"]
    var change: @Sendable (String) throws -> Void = { _ in }
    var testDescription: String { name }
  }

  private static let emptyImages: @Sendable (String) throws -> Void = {
    try writeFile(NPYArray([], shape: [0, 28, 28]).fileBytes(), to: "\($0)/x_test.npy")
    try writeFile(labels([]), to: "\($0)/y_test.npy")
  }

  static let failures = [
    Failure(
      name: "pixels up to 255",
      says: "data/x_train.npy: a pixel of image 0 is 255.0, outside 0 to 1; scale float images",
      pixel: 255),
    Failure(
      name: "NaN",
      says: "data/x_train.npy: a pixel of image 0 is not a number (NaN); mend or remove",
      pixel: .nan),
    Failure(name: "no test images", says: "data/x_test.npy: holds no images", change: emptyImages),
    Failure(
      name: "test images missing", says: "cannot read data/x_test.npy: No such file",
      change: { try FileManager.default.removeItem(atPath: "\($0)/x_test.npy") }),
    Failure(
      name: "fewer than a batch",
      says: "data: 60 training images are fewer than a batch of 100; give --batch-size 60 or less",
      options: []),
  ]

  @Test(arguments: failures)
  func saysWhatIsWrongInOneLine(failure: Failure) throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: failure.count, pixel: failure.pixel)
      try failure.change("\(folder)/data")
      let result = try Program.run(
        ["train", "--data", "data", "--out", "run"] + failure.options, in: folder)
      #expect(result.status == 1 && result.output == "")
      #expect(result.error.contains(failure.says), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(!exists("\(folder)/run"))
    }
  }

  /// Labels go from 0 to 8 here.
  @Test func warnsOfAClassWithoutImages() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: 60)
      let result = try Program.run(
        ["train", "--data", "data", "--out", "run", "--batch-size", "20", "--epochs", "1"],
        in: folder)
      #expect(result.status == 0)
      #expect(
        result.error
          == "latentwalk: data: no training image is of class 9; the model will know nothing of it, "
          + "add images if it should\n")
    }
  }

  @Test(arguments: [("fixed", "our own fixed binarisation"), ("threshold", "above one half")])
  func binarizesOnRequest(way: String, says: String) throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: 60)
      let result = try Program.run(
        ["train", "--data", "data", "--out", "run", "--batch-size", "20", "--epochs", "1"]
          + ["--binarize", way], in: folder)
      #expect(result.status == 0 && result.output.contains(says))
      let evaluated = try Program.run(["eval", "run", "--json"], in: folder)
      #expect(evaluated.output.contains(says))
    }
  }
}
