import FileFormats
import Foundation
import Testing

@testable import TrainingLogs

/// Logs that the packages wrote whose formats they are, each with what was logged. `make_logs.py` beside them makes both.
enum Fixtures {
  static let formats = [
    "torch", "tensors", "keras", "lightning", "transformers", "wandb", "trackio", "mlflow", "csv",
    "jsonl",
  ]

  /// A run as the recipe notes it.
  struct Run: Decodable {
    let name: String
    let configuration: [String: String]
    let ending: String?
    let series: [String: [[Value]]]

    /// A number; what JSON has no form for as text.
    struct Value: Decodable {
      let number: Double

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self.number = number
        } else {
          number = Double(try container.decode(String.self)) ?? .nan
        }
      }
    }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures").path

  static func expected(_ folder: String) throws -> [Run] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/expected.json"))
    return try JSONDecoder().decode([Run].self, from: data)
  }

  /// The runs of a folder, read once.
  static func runs(in folder: String) -> [CatalogRun] {
    let catalog = RunCatalog([folder], stalledAfter: 10)
    _ = catalog.refresh()
    for fault in catalog.faults { Issue.record("\(fault)") }
    return catalog.runs()
  }

  /// Compares what was read from a folder with what was logged, bit for bit.
  static func check(_ folder: String) throws {
    let found = runs(in: folder)
    let wanted = try expected(folder)
    #expect(found.count == wanted.count, "\(found.map(\.name))")
    for run in wanted {
      let record = try #require(
        found.first { read in
          read.record.name == run.name
            && Set(run.series.keys).isSubset(of: read.record.tags)
        }, "\(run.name): \(found.map { $0.record.tags })"
      ).record
      #expect(record.damagedRecords == 0)
      #expect(record.ending?.rawValue == run.ending)
      for (key, value) in run.configuration {
        #expect(record.configuration[key] == value, "\(key)")
      }
      // A package adds metrics of its own, whose names begin with an underscore.
      #expect(Set(record.tags.filter { !$0.hasPrefix("_") }) == Set(run.series.keys))
      for (tag, points) in run.series { check(record[tag], points, tag) }
    }
  }

  private static func check(_ series: Series?, _ points: [[Run.Value]], _ tag: String) {
    let wanted = points.map { LogPoint(step: Int64($0[0].number), value: $0[1].number) }
    let found = (series?.buckets ?? []).map { bucket in
      LogPoint(step: bucket.firstStep, value: bucket.mean ?? .nan)
    }
    #expect(found.map(\.step) == wanted.map(\.step), "\(tag)")
    for (found, wanted) in zip(found, wanted) {
      // Of what is not finite a bucket knows only that it is there.
      guard wanted.value.isFinite else {
        #expect(found.value.isNaN, "\(tag) at \(wanted.step)")
        continue
      }
      #expect(found.value == wanted.value, "\(tag) at \(wanted.step)")
    }
    let first = wanted.first { !$0.value.isFinite }
    #expect(series?.firstNotFinite?.step == first?.step, "\(tag)")
    #expect(series?.last?.step == wanted.last?.step)
    if let first, let read = series?.firstNotFinite {
      #expect(read.value == first.value || (read.value.isNaN && first.value.isNaN), "\(tag)")
    }
  }
}
