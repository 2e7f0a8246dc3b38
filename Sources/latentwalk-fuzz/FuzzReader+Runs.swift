internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import TerminalUI

extension FuzzReader {
  /// What a run's folder and the user's own hold besides models.
  static let runs = [
    FuzzReader("metrics", tokens: jsonTokens + logTokens) { input in
      let log = MetricsLog(parsing: String(decoding: input, as: UTF8.self))
      var snapshot = SessionSnapshot(
        phase: .idle, summary: RunSummary(preset: "vae", dataset: "digits", path: nil))
      snapshot.history = LossHistory(log.lines)
      snapshot.changes = log.changes
      snapshot.progress = TrainingProgress(
        epoch: log.lines.last?.epoch ?? 0, epochs: 3, step: log.lines.last?.step ?? 0,
        imagesPerSecond: log.lines.last?.imagesPerSecond ?? 0,
        secondsLeft: log.lines.last?.seconds)
      snapshot.klPerDimension = log.lines.last?.klPerDimension ?? []
      draw(snapshot, log.lines)
      guard log.damagedLines.isEmpty else { throw Refusal.damaged }
    },
    FuzzReader("bookmarks", tokens: jsonTokens) { input in
      let codes = try RunFolder.codes(parsing: String(decoding: input, as: UTF8.self))
      plot(codes.values.filter { $0.count == 2 })
    },
    FuzzReader("preferences", tokens: jsonTokens) { input in
      if let fault = Preferences.read(input).fault { throw fault }
    },
  ]

  private enum Refusal: Error { case damaged }

  /// Draws the page of a run's training, in one of the ways there are.
  private static func draw(_ snapshot: SessionSnapshot, _ lines: [MetricsLine]) {
    let ways: [[Character]] = [[], ["y"], ["o"], ["b"], ["h"], ["y", "o", "b", "<", "<", "<"]]
    var state = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), session: snapshot)
    for key in [.function(2)] + ways[lines.count % ways.count].map({ Key.character($0) }) {
      _ = state.update(.key(key))
    }
    _ = state.render()
  }

  /// Draws the places of codes, and a way through them.
  private static func plot(_ codes: [[Float]]) {
    let size = Size(width: 60, height: 20)
    let (x, y) = (codes.map { Double($0[0]) }, codes.map { Double($0[1]) })
    guard let left = x.min(), let right = x.max(), let low = y.min(), let high = y.max() else {
      return
    }
    let viewport = Viewport(fitting: left...right, low...high, in: size)
    var plot = ScatterPlot(
      points: codes.map { ScatterPoint(x: $0[0], y: $0[1], label: 0) }, viewport: viewport,
      cursor: (x[0], y[0]), shownClasses: [0], markers: .dots, theme: Theme(Capabilities()))
    plot.curves = [PlotCurve(zip(x, y).map { ($0, $1) }, .dotted, style: .plain)]
    var buffer = CellBuffer(size: size)
    buffer.draw(plot, in: buffer.bounds)
  }

  private static let logTokens = [
    "\"split\":\"train\"", "\"split\":\"test\"", "\"epoch\":", "\"step\":", "\"steps\":",
    "\"least\":{", "\n",
    "\"event\":\"course_change\"", "\"rate_scale\":", "\"diverged\":{", "\"found_in\":\"loss\"",
    "\"kl_per_dimension\":[", "\"seconds\":", "\"reconstruction\":", "\"total\":",
  ]
}
