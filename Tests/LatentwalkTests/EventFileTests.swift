import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// The events that training leaves, as TensorBoard's own reader has them, where it is installed for `python3` or for the
/// interpreter that `LATENTWALK_PYTHON` names.
@Suite(.mustEnd)
struct EventFileTests {
  private static let python = Python(with: "tensorboard")

  private static let reader = """
    import json, sys
    from tensorboard.backend.event_processing import event_accumulator
    events = event_accumulator.EventAccumulator(sys.argv[1], size_guidance={
        event_accumulator.SCALARS: 0, event_accumulator.IMAGES: 0, event_accumulator.HISTOGRAMS: 0})
    events.Reload()
    tags = events.Tags()
    json.dump({
        "scalars": {tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in tags["scalars"]},
        "images": {tag: [[e.step, e.width, e.height, e.encoded_image_string.hex()]
                         for e in events.Images(tag)] for tag in tags["images"]},
        "histograms": {tag: [[e.step, e.histogram_value.min, e.histogram_value.max,
                              e.histogram_value.num, sum(e.histogram_value.bucket)]
                             for e in events.Histograms(tag)] for tag in tags["histograms"]},
    }, sys.stdout)
    """

  private struct Events: Decodable {
    let scalars: [String: [[Double]]]
    let images: [String: [[Entry]]]
    let histograms: [String: [[Double]]]

    enum Entry: Decodable, Equatable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self =
          if let number = try? container.decode(Double.self) { .number(number) } else {
            .text(try container.decode(String.self))
          }
      }
    }
  }

  /// Trains a small run, stops it, resumes it, and reads its events.
  private static func train(_ folder: String, _ options: [String] = []) throws {
    try Fixture.writeData(
      to: "\(folder)/data", train: (0..<200).map { UInt8($0 % 10) },
      test: (0..<20).map { UInt8($0 % 10) })
    for arguments in [
      ["--preset", "vae", "--data", "data", "--epochs", "2", "--batch-size", "20", "--seed", "1"],
      ["--resume", "--epochs", "3"],
    ] {
      let printed = try Program.run(
        ["train", "--plain", "--out", "run"] + arguments + options, in: folder)
      #expect(printed.status == 0, "\(printed.error)")
    }
  }

  @Test(.enabled(if: python != nil, "no interpreter has the package tensorboard"))
  func tensorBoardReadsBackWhatWasLogged() throws {
    try withTemporaryFolder { folder in
      try Self.train(folder)
      let text = try #require(Self.python).run(Self.reader, ["\(folder)/run"])
      let events = try JSONDecoder().decode(Events.self, from: Data(text.utf8))
      let run = try RunFolder.open("\(folder)/run")
      let lines = try run.metrics().lines
      for split in [MetricsLine.Split.train, .test] {
        let own = lines.filter { $0.split == split }
        #expect(own.count == (split == .train ? 30 : 3))
        for (name, value) in [
          ("total", \MetricsLine.total), ("reconstruction", \.reconstruction), ("kl", \.kl),
        ] {
          let expected = own.map { [Double($0.step), Double(Float($0[keyPath: value]))] }
          #expect(events.scalars["\(name)/\(split.word)"] == expected, "\(name)")
        }
      }
      let test = lines.filter { $0.split == .test }
      #expect(
        events.scalars["kl_per_dimension/z2"]
          == test.map { [Double($0.step), Double(Float($0.klPerDimension?[1] ?? .nan))] })
      #expect(events.scalars["learning_rate"]?.count == 30)
      let model = try run.model()
      let names = try Autoencoder(model, capacity: 1, on: Engine(threads: 1)).namedParameters
      for parameter in names {
        #expect(events.scalars["gradient_norm/\(parameter.name)"]?.map(\.[0]) == [10, 20, 30])
        let last = try #require(events.histograms["parameters/\(parameter.name)"]?.last)
        let floats = model.parameters[parameter.range]
        #expect(
          last == [
            30, Double(floats.min() ?? 0), Double(floats.max() ?? 0), Double(parameter.count),
            Double(parameter.count),
          ])
      }
      for (tag, width, height) in [
        ("reconstructions", 16 * 30 - 2, 58), ("samples", 298, 298), ("manifold", 298, 298),
      ] {
        let images = try #require(events.images["images/\(tag)"])
        #expect(images.map(\.[0]) == [.number(10), .number(20), .number(30)])
        #expect(images.allSatisfy { $0[1] == .number(Double(width)) })
        #expect(images.allSatisfy { $0[2] == .number(Double(height)) })
        #expect(
          images.allSatisfy {
            if case .text(let png) = $0[3] { png.hasPrefix("89504e47") } else { false }
          })
      }
    }
  }

  /// The projector finds what its configuration names: a code, a class and a picture for each test image.
  @Test func theProjectorFindsItsFiles() throws {
    try withTemporaryFolder { folder in
      try Self.train(folder)
      func text(_ name: String) throws -> String {
        String(decoding: try readFile("\(folder)/run/\(name)"), as: UTF8.self)
      }
      let configuration = try text("projector_config.pbtxt")
      for name in ["codes.tsv", "labels.tsv", "sprite.png"] {
        #expect(configuration.contains("\"projector_\(name)\""))
      }
      let codes = try text("projector_codes.tsv").split(separator: "\n")
      #expect(codes.count == 20 && codes.allSatisfy { $0.split(separator: "\t").count == 2 })
      let labels = try text("projector_labels.tsv").split(separator: "\n")
      #expect(labels.prefix(3) == ["0", "1", "2"] && labels.count == 20)
      // Twenty images in rows of five, four rows of them, as the header of the picture says.
      let header = try readFile("\(folder)/run/projector_sprite.png")[16..<24]
      #expect(Array(header) == [0, 0, 0, 140, 0, 0, 0, 112])
    }
  }

  @Test func nothingIsLeftWhereNoEventsAreAskedFor() throws {
    try withTemporaryFolder { folder in
      try Self.train(folder, ["--no-events"])
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/run")
      #expect(!names.contains { $0.contains("tfevents") || $0.contains("projector") })
    }
  }
}
