import FileFormats
import Foundation
import TestSupport
import Testing

/// What the program makes of data and models that are not what it writes itself.
@Suite(.serialized, .mustEnd)
struct StrangeDataTests {
  private static func withFolder(_ body: (String) throws -> Void) throws {
    try Fixture.withModels { folder in
      try makeNamedPipe("\(folder)/pipe")
      try writeFile([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0], to: "\(folder)/a.png")
      try writeFile([0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0], to: "\(folder)/a.pkl")
      try writeFile(Array("label,pixel0\n5,0\n".utf8), to: "\(folder)/a.csv")
      try writeFile([], to: "\(folder)/nothing")
      try body(folder)
    }
  }

  /// Each is named for what it is in one line, and none is waited for.
  @Test func dataAndModelsAreNamedForWhatTheyAre() throws {
    try Self.withFolder { folder in
      let kinds = [
        ("pipe", "is a pipe"), ("/dev/zero", "is a device"), ("a.png", "is a PNG image"),
        ("a.pkl", "is a pickle"),
        ("nothing", "is empty"),
      ]
      for (path, words) in kinds {
        let data = try Program.run(
          ["eval", "vae.safetensors", "--data", path.hasPrefix("/") ? path : "./\(path)"],
          in: folder)
        #expect(data.status == 1 && data.error.contains("\(path): \(words)"), "\(data.error)")
        #expect(data.error.split(separator: "\n").count == 1)
        let model = try Program.run(["eval", path, "--data", "data"], in: folder)
        #expect(model.status == 1 && model.error.contains("\(path): \(words)"), "\(model.error)")
      }
    }
  }

  /// Text is read as a table of images; a model it is not.
  @Test func aTableOfOtherThingsIsToldByItsColumns() throws {
    try Self.withFolder { folder in
      let data = try Program.run(["eval", "vae.safetensors", "--data", "./a.csv"], in: folder)
      #expect(
        data.status == 1 && data.error.contains("a.csv: its rows have 1 value besides a label"),
        "\(data.error)")
      let model = try Program.run(["eval", "a.csv", "--data", "data"], in: folder)
      #expect(model.status == 1 && model.error.contains("a.csv: is text"), "\(model.error)")
    }
  }

  @Test func aNamedPlaceThatYieldsNothingIsAnError() throws {
    try withTemporaryFolder { folder in
      let result = try Program.run(
        ["train", "--out", "run"], in: folder, variables: ["LATENTWALK_DATA": "\(folder)/none"])
      #expect(result.status == 1 && !exists("\(folder)/run"))
      #expect(result.error.contains("LATENTWALK_DATA names \(folder)/none, where no data set is"))
    }
  }

  /// `no-labels` of the cases: trained, evaluated and drawn; what is about classes says what it needs.
  @Test func imagesWithoutLabelsAreTrainedOn() throws {
    try Self.withFolder { folder in
      for part in ["train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"] {
        try FileManager.default.removeItem(atPath: "\(folder)/data/\(part)")
      }
      let trained = try Program.run(
        [
          "train", "--data", "data", "--batch-size", "10", "--epochs", "1", "--out", "run",
          "--pictures-every", "1",
        ],
        in: folder)
      #expect(
        trained.status == 0
          && trained.error == "latentwalk: data: has no labels; what is about classes is left out\n"
      )
      #expect(try Program.run(["eval", "run"], in: folder).status == 0)
      for page in ["F1", "F2", "F3", "F4", "F1 c", "F1 g 5 n n", "F1 p p p p"] {
        let drawn = try Program.run(
          ["render", "run", "--keys", page, "--size", "120x40"], in: folder)
        #expect(
          drawn.status == 0 && !drawn.output.contains("255"),
          "\(page): \(drawn.error)\(drawn.output)")
      }
      for command in [
        ["encode", "run", "--out", "c.npy"],
        ["project", "run", "--method", "pca", "--out", "p.svg"],
      ] {
        let result = try Program.run(command, in: folder)
        #expect(result.status == 0, "\(command): \(result.error)")
      }
      #expect(try NPYArray(parsing: readFile("\(folder)/c.npy")).shape == [20, 4])
      for command in [
        ["anomaly", "run", "--normal", "1"], ["eval", "run", "--probe"],
        ["train", "--data", "data", "--classes", "1", "--out", "other"],
      ] {
        let result = try Program.run(command, in: folder)
        #expect(
          result.status == 1 && result.error.contains("the images of data have no labels"),
          "\(result.error)")
      }
    }
  }

  /// `hang-metrics` of the cases, and the greatest losses, as the log of a run.
  @Test(arguments: ["5e-324", "1"], ["663.8", "-1.7e308", "1.7e308"])
  func logsOfAnyNumbersAreDrawn(epoch: String, loss: String) throws {
    try Fixture.withRun { folder in
      let line =
        #"{"epoch": \#(epoch), "kl": 0.17, "kl_weight": 1, "reconstruction": \#(loss), "seconds": 0.01, "#
        + #""split": "train", "step": 5, "total": \#(loss)}"#
      try writeFile(Array("\(line)\n\(line)\n".utf8), to: "\(folder)/run/metrics.jsonl")
      for keys in ["F2", "F2 y", "F2 o b"] {
        let drawn = try Program.run(["render", "run", "--keys", keys], in: folder)
        #expect(drawn.status == 0, "\(drawn.error)")
      }
    }
  }

  /// `huge-shape` of the cases.
  @Test func aShapeOfAllNumbersIsRefused() throws {
    try Self.withFolder { folder in
      try createFolder("\(folder)/huge")
      let header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2305843009213693952, 28, 28), }\n"
      let bytes =
        [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      try writeFile(bytes, to: "\(folder)/huge/x_train.npy")
      for command in [["reconstruct", "vae.safetensors"], ["eval", "vae.safetensors"], ["train"]] {
        let result = try Program.run(command + ["--data", "huge"], in: folder)
        #expect(result.status == 1 && result.error.split(separator: "\n").count == 1)
        #expect(
          result.error.contains("the header's shape [2305843009213693952, 28, 28] is"),
          "\(result.error)")
      }
    }
  }

  /// What was made of the files is told by every command that reads them, and by none on its output.
  @Test func everyCommandTellsWhatWasMadeOfItsData() throws {
    try Self.withFolder { folder in
      for part in ["train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"] {
        try FileManager.default.removeItem(atPath: "\(folder)/data/\(part)")
      }
      for command in [
        ["eval", "vae.safetensors", "--json"], ["reconstruct", "vae.safetensors"],
        ["encode", "vae.safetensors", "--out", "c.npy"], ["render", "vae.safetensors"],
      ] {
        let result = try Program.run(command + ["--data", "data"], in: folder)
        #expect(
          result.error
            == "latentwalk: data: has no labels; what is about classes is left out\n",
          "\(command)")
        #expect(result.status == 0 && !result.output.contains("no labels; what"))
      }
    }
  }

  /// More classes than labels can tell, and files of other names: one line that says what is wrong.
  @Test func moreClassesAndOtherNamesAreToldInALine() throws {
    try withTemporaryFolder { folder in
      let images = NPYArray([Float](repeating: 0.5, count: 40 * 784), shape: [40, 28, 28])
      let labels = NPYArray(
        element: .uint16, shape: [40], bytes: (0..<40).flatMap { [UInt8($0), $0 < 10 ? 0 : 1] })
      for (place, name, words) in [
        ("letters", "train", "y_train.npy: label 266 of image 10 is none of the 255"),
        ("others", "val", "others: "),
      ] {
        try createFolder("\(folder)/\(place)")
        try writeFile(images.fileBytes(), to: "\(folder)/\(place)/x_\(name).npy")
        try writeFile(labels.fileBytes(), to: "\(folder)/\(place)/y_\(name).npy")
        let result = try Program.run(["train", "--data", place, "--out", "run"], in: folder)
        #expect(result.status == 1 && result.error.contains(words), "\(result.error)")
        #expect(result.error.split(separator: "\n").count == 1 && !exists("\(folder)/run"))
      }
    }
  }
}
