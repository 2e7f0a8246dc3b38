import Foundation
import TerminalUI

@testable import Monitor
@testable import TrainingLogs

/// Runs that could be anyone's: two settings of three seeds, one that diverged, one that stalled, and one of
/// latentwalk's.
enum Fixture {
  static func record(
    _ losses: [String: (Double) -> Double], configuration: [String: String] = [:],
    steps: Int = 200, start: Double = 1_000
  ) -> RunRecord {
    var record = RunRecord()
    record.configuration = configuration
    for (tag, loss) in losses.sorted(by: { $0.key < $1.key }) {
      guard let number = record.number(of: tag) else { continue }
      for step in 1...steps {
        record.append(
          LogPoint(
            step: Int64(step * 10), time: start + Double(step), value: loss(Double(step))),
          to: number)
      }
    }
    return record
  }

  static func run(
    _ name: String, _ record: RunRecord, state: RunState = .running, age: Double = 3,
    format: String = "tfevents"
  ) -> CatalogRun {
    CatalogRun(
      name: name, path: "logs/\(name)", format: format, record: record, state: state, age: age)
  }

  static var runs: [CatalogRun] {
    var runs: [CatalogRun] = []
    for (rate, floor) in [("0.001", 90.0), ("0.01", 110)] {
      for seed in 1...3 {
        let shift = Double(seed - 2) * 6
        runs.append(
          run(
            "mlp-\(rate)-seed\(seed)",
            record(
              [
                "loss/train": { floor + shift + 400 / $0.squareRoot() },
                "loss/test": { floor + shift + 5 + 420 / $0.squareRoot() },
                "learning_rate": { _ in Double(rate) ?? 0 }, "epoch": { $0 / 50 },
              ], configuration: ["lr": rate, "seed": "\(seed)"]),
            state: .finished, age: Double(600 * seed)))
      }
    }
    runs.append(
      run(
        "diverged",
        record(["loss/train": { $0 < 120 ? 200 + $0 : .nan }], configuration: ["lr": "3"]),
        state: .diverged, age: 7_000))
    runs.append(
      run(
        "stalled", record(["loss/train": { 300 - $0 }], configuration: ["lr": "0.1"], steps: 40),
        state: .stalled, age: 1_300))
    runs.append(
      run(
        "vae", record(["total/train": { 150 + 90 / $0 }], configuration: ["preset": "vae"]),
        format: "latentwalk"))
    return runs.sorted { $0.age < $1.age }
  }

  static func state(
    _ width: Int = 80, _ height: Int = 24,
    _ capabilities: Capabilities = Capabilities(colors: .none, glyphs: .ascii),
    runs: [CatalogRun] = Self.runs
  ) -> MonitorState {
    var state = MonitorState(
      size: Size(width: width, height: height), capabilities: capabilities
    ) { "\($0.word.rawValue): of a metric" }
    _ = state.update(.runs(runs, findings: runs.map(\.health)))
    return state
  }
}

extension MonitorState {
  /// Presses keys by their names; of a text that is no name, each character.
  @discardableResult
  mutating func press(_ names: String...) -> [MonitorEffect] {
    names.flatMap { name -> [MonitorEffect] in
      let keys = Key(name: name).map { [$0] } ?? name.map(Key.character)
      return keys.flatMap { update(.key($0)) }
    }
  }
}
