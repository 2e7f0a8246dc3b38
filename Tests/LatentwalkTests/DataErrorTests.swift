import FileFormats
import Foundation
import TestSupport
import Testing

/// Messages about data that cannot be trained on, or not as asked.
@Suite(.serialized, .mustEnd)
struct DataErrorTests {
  /// Writes the four arrays of a data set: `count` gray training images and two test images.
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
    let classes = (0..<count).map { index -> UInt8 in
      let place = UInt8(index % 9)
      return place < 4 ? place : place + 1
    }
    try writeFile(labels(classes), to: "\(folder)/y_train.npy")
    try writeFile(labels([0, 1]), to: "\(folder)/y_test.npy")
  }

  /// The bytes `numpy.save` writes of a vector of uint8, but for the padding of the header.
  private static func labels(_ values: [UInt8]) -> [UInt8] {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(values.count),), }\n"
    var bytes: [UInt8] = [0x93]
    bytes += "NUMPY".utf8
    bytes += [1, 0, UInt8(header.utf8.count), 0]
    bytes += header.utf8
    return bytes + values
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
      name: "pixels up to 254.5",
      says:
        "data/x_train.npy: a pixel of image 0 is 254.5, and pixels go from 254.5 to 254.5; give",
      pixel: 254.5),
    Failure(
      name: "NaN",
      says: "data/x_train.npy: pixel 0 of image 0 is not a number (NaN); fix or remove",
      pixel: .nan),
    Failure(
      name: "infinite", says: "data/x_train.npy: pixel 0 of image 0 is infinite; fix or remove",
      pixel: .infinity, options: ["--rescale", "0,255"]),
    Failure(
      name: "negative label", says: "y_train.npy: label -1 of image 0 is below 0; labels are",
      change: {
        let labels = NPYArray(
          element: .int8, shape: [60], bytes: [255] + [UInt8](repeating: 0, count: 59))
        try writeFile(labels.fileBytes(), to: "\($0)/y_train.npy")
      }),
    Failure(
      name: "labels of other images",
      says: "data: x_train.npy has 60 images, y_train.npy has 1 label; as many of both",
      change: { try writeFile(labels([3]), to: "\($0)/y_train.npy") }),
    Failure(
      name: "one image", says: "1 training image is fewer than a batch of 20; give --batch-size 1,",
      count: 1),
    Failure(
      name: "no test images", says: "data/x_test.npy: holds no images; leave it and its",
      change: emptyImages),
    Failure(
      name: "test images missing", says: "cannot read data/x_test.npy: No such file",
      change: { try FileManager.default.removeItem(atPath: "\($0)/x_test.npy") }),
    Failure(
      name: "fewer than a batch",
      says: "data: 60 training images are fewer than a batch of 100; give --batch-size 60 or less",
      options: []),
    Failure(
      name: "too many held out",
      says: "data: holding out 50 of 60 training images leaves fewer than a batch of 20",
      options: ["--batch-size", "20", "--validation", "50"]),
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

  /// Labels go from 0 to 9 here, and leave 4 out.
  @Test func warnsOfAClassWithoutImages() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: 60)
      let result = try Program.run(
        ["train", "--data", "data", "--out", "run", "--batch-size", "20", "--epochs", "1"],
        in: folder)
      #expect(result.status == 0)
      #expect(
        result.error
          == "latentwalk: data: no training image is of class 4; the model will know nothing of it, "
          + "add images if it should\n")
    }
  }

  /// The last images are held out, scored every epoch, and end the run; it cannot be resumed then.
  @Test func stopsEarlyAndKeepsTheBest() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: 60)
      let options = ["--data", "data", "--batch-size", "20", "--epochs", "40"]
      let result = try Program.run(
        ["train", "--out", "run", "--validation", "20", "--patience", "2"]
          + ["--least-improvement", "1000"] + options, in: folder)
      #expect(result.status == 0, "\(result.error)")
      let epochs = result.output.split(separator: "\n").filter { $0.hasPrefix("epoch ") }
      #expect(epochs.count == 3 && epochs.allSatisfy { $0.contains("  validation recon ") })
      #expect(result.output.contains("40 training, 20 held-out and 2 test images"))
      #expect(result.output.contains("stopped early; kept the model of epoch 1, validation loss"))
      let log = String(decoding: try readFile("\(folder)/run/metrics.jsonl"), as: UTF8.self)
      #expect(log.split(separator: "\n").count { $0.contains(#""split":"validation""#) } == 3)
      let again = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(again.status == 1 && again.error.contains("stopped early after 3 epochs"))
      let fixed = try Program.run(
        ["train", "--resume", "--out", "run", "--patience", "5"], in: folder)
      #expect(fixed.status == 2)
    }
  }

  /// A run that was resumed for more epochs knows their number; one that was ended before it saved anything
  /// starts anew.
  @Test func resumesForMoreEpochsAndFromNothing() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: 60)
      let options = ["--data", "data", "--batch-size", "20", "--out", "run"]
      #expect(
        try Program.run(["train", "--preset", "simple", "--epochs", "2"] + options, in: folder)
          .status == 0)
      let more = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "4"], in: folder)
      #expect(more.output.contains("epoch 4/4"), "\(more.error)")
      let done = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(done.status == 1 && done.error.contains("has trained 4 epochs already"))

      let model = try readFile("\(folder)/run/model.safetensors")
      let checkpoint = "\(folder)/run/checkpoint.safetensors"
      try writeFile([1, 2, 3], to: checkpoint)
      let fromSound = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "5"], in: folder)
      #expect(fromSound.output.contains("epoch 5/5"), "\(fromSound.error)")
      #expect(fromSound.error.contains("goes on from the end of its last sound epoch, "))
      try writeFile(model, to: "\(folder)/run/model.safetensors")
      try FileManager.default.removeItem(atPath: "\(folder)/run/checkpoint-sound.safetensors")
      try FileManager.default.removeItem(atPath: checkpoint)
      let kept = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(kept.status == 1 && kept.error.contains("no checkpoint.safetensors to go on from"))
      #expect(try readFile("\(folder)/run/model.safetensors") == model)
      try FileManager.default.removeItem(atPath: "\(folder)/run/model.safetensors")
      let evaluated = try Program.run(["eval", "run"], in: folder)
      #expect(
        evaluated.error.contains("has saved no model yet; go on with: latentwalk train --resume"))
      let anew = try Program.run(["train", "--resume", "--out", "run"], in: folder)
      #expect(anew.output.contains("epoch 1/5"), "\(anew.error)")

      // What a file says commands no terminal.
      let path = "\(folder)/run/config.json"
      let text = String(decoding: try readFile(path), as: UTF8.self)
      let foreign = text.replacingOccurrences(of: "\"simple\"", with: "\"\\u001b[31mred\"")
      try writeFile(Array(foreign.utf8), to: path)
      let red = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "6"], in: folder)
      #expect(red.output.contains("\\u{1B}[31mred on") && !red.output.contains("\u{1b}"))
    }
  }

  /// Runs on other images are neither reported nor trained on.
  @Test func reproducesOnOneDataSet() throws {
    try withTemporaryFolder { folder in
      try Self.write(to: "\(folder)/data", count: 300)
      try Self.write(to: "\(folder)/other", count: 301)
      let options = ["reproduce", "R1", "--seeds", "1", "--out", "out", "--data"]
      let first = try Program.run(options + ["data"], in: folder)
      #expect(first.output.contains("cross-entropy per pixel"), "\(first.error)")
      let second = try Program.run(options + ["other"], in: folder)
      #expect(second.status == 1 && second.error.contains("out/simple-1 holds a run on other data"))
      let report = try Program.run(options + ["other", "--report"], in: folder)
      #expect(report.status == 1 && report.error.contains("holds no finished run of these cards"))
      // The other cards' runs stay in the table.
      let other = try Program.run(
        ["reproduce", "R22", "--out", "out", "--data", "data"], in: folder)
      #expect(other.output.contains("1 of 1 cards pass"), "\(other.error)")
      let table = String(decoding: try readFile("\(folder)/out/reproduce.md"), as: UTF8.self)
      #expect(table.contains("| R1 | simple |") && table.contains("| R22 | traces |"))
      let runs = String(decoding: try readFile("\(folder)/out/runs.csv"), as: UTF8.self)
      #expect(runs.hasPrefix("setting,runs,") && runs.contains("\nsimple-1,1,"))
      let both = try Program.run(
        ["reproduce", "R1", "R4", "--report", "--out", "out", "--data", "data"], in: folder)
      #expect(both.status == 1 && both.output.contains("2 not finished"))
    }
  }

  @Test(arguments: [("fixed", "our own fixed binarization"), ("threshold", "above one half")])
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
