internal import FileFormats
internal import Foundation
internal import Monitor
internal import ProgramOptions
internal import TerminalUI
internal import Timing
internal import TrainingLogs

/// Times what a key costs the monitor, from the key to the cells of the screen: over a log of a million steps of twenty
/// metrics, and over two hundred runs.
func benchMonitor(_ context: BenchContext, _ report: Report) throws {
  let name = "monitor key to frame"
  guard context.wants(name) else { return }
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "latentwalk-bench-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try createFolder("\(folder)/long")
  try createFolder("\(folder)/many")
  try BenchLog.table.write(to: "\(folder)/long/metrics.csv")
  let short = (0..<100).map { "\($0),\(100 / Double($0 + 1))\n" }.joined()
  for run in 0..<200 {
    try writeFile(Array("step,loss\n\(short)".utf8), to: "\(folder)/many/\(run).csv")
  }
  for scene in MonitorScene.all {
    let seconds = try scene.keySeconds(in: "\(folder)/\(scene.folder)").sorted()
    try report.add(
      "\(name), \(scene.name)", "monitor",
      [
        ("median_ms", median(seconds) * 1e3),
        ("p99_ms", seconds[seconds.count * 99 / 100] * 1e3),
        ("worst_ms", (seconds.last ?? .nan) * 1e3),
      ])
  }
}

/// A screen of the monitor, and the keys that are pressed there by turns.
private struct MonitorScene {
  let name: String
  let folder: String
  let opening: [Key]
  let keys: [Key]

  static let all = [
    MonitorScene(
      name: "4 charts", folder: "long", opening: [.function(2)], keys: [.right, .left]),
    MonitorScene(
      name: "20 charts", folder: "long",
      opening: [.function(2), .character("c"), .character("5"), .character("r"), .character("4")],
      keys: [.right, .left]),
    MonitorScene(
      name: "crosshair", folder: "long",
      opening: [.function(2), .enter, .character("s")], keys: [.left]),
    MonitorScene(name: "200 runs", folder: "many", opening: [], keys: [.down]),
    MonitorScene(
      name: "chart of 200 runs", folder: "many", opening: [.function(2), .enter], keys: [.left]),
  ]

  func keySeconds(in folder: String) throws -> [Double] {
    let catalog = RunCatalog([folder], stalledAfter: 10)
    precondition(catalog.refresh(), "nothing was read in \(folder)")
    let runs = catalog.runs()
    var state = MonitorState(
      size: Size(width: 200, height: 60), capabilities: Capabilities(), explain: { _ in "" })
    _ = state.update(.runs(runs, findings: runs.map(\.health)))
    for key in opening { _ = state.update(.key(key)) }
    return (0..<200).map { press in
      time {
        _ = state.update(.key(keys[press % keys.count]))
        _ = state.render()
      }
    }
  }
}
