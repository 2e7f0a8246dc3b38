internal import Autoencoders
internal import TerminalUI

extension ExplorerState {
  /// What is on screen, in one plain line of ASCII: the page, the run and how far it is, and what the page is about.
  public var spoken: String {
    let parts = [screen.title, runInWords] + pageInWords + [notice?.text]
    return parts.compactMap(\.self).map(Self.sentence).joined(separator: " ")
  }

  /// A part with a full stop, where it has no end of its own.
  private static func sentence(_ text: String) -> String {
    let ends: Set<Character> = [".", "?", "!"]
    return text.last.map(ends.contains) == true ? text : text + "."
  }

  private var runInWords: String? {
    guard screen != .runs else { return nil }
    guard session.phase != .closed else { return "no run is open" }
    let title = TitleBar(
      screen: screen, session: session, shownEpoch: run.epochs.shown?.epoch,
      trainedElsewhere: trainedElsewhere, theme: Theme(Capabilities(colors: .none, glyphs: .ascii)))
    return title.words.joined(separator: ", ")
  }

  private var pageInWords: [String] {
    switch screen {
    case .walk: [codeInWords] + inWords(run.latent.neighbors, onData: run.latent.reading?.onData)
    case .train:
      TrainingHealth(session, usesUnicode: false).findings.map(\.text)
    case .images: [imageInWords].compactMap(\.self)
    case .code: [latentInWords].compactMap(\.self)
    case .compare: [otherRunInWords, codeInWords] + inWords(run.latent.neighbors, onData: nil)
    case .draw: [penInWords] + inWords(run.draw.neighbors, onData: nil)
    case .runs: [chosenRunInWords]
    }
  }

  // MARK: Pages

  private var codeInWords: String {
    let values = run.latent.cursor.prefix(8).map { spoken(Double($0)) }
    let more = run.latent.cursor.count - values.count
    return "Code \(values.joined(separator: ", "))"
      + (more > 0 ? " and \(more) more values" : "")
  }

  private var otherRunInWords: String {
    guard let other = comparedRun.flatMap({ runs[$0] }) else { return "No run is beside this one" }
    let values = other.latent.cursor.prefix(8).map { spoken(Double($0)) }
    return "Beside it \(other.session.summary.name), code \(values.joined(separator: ", "))"
  }

  private var penInWords: String {
    guard let pen = run.draw.pen else { return "There is nothing to draw on yet" }
    let place = "column \(pen.place.x + 1), row \(pen.place.y + 1)"
    return "The pen is \(pen.isDown ? "down" : "up") at \(place)"
  }

  private func inWords(_ neighbors: [LatentMap.Neighbor], onData: Double?) -> [String] {
    guard let nearest = neighbors.first else { return ["No codes yet"] }
    var counts: [UInt8: Int] = [:]
    for label in neighbors.compactMap(\.label) { counts[label, default: 0] += 1 }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
    let classes = common.map { label, count in
      "class \(run.classes.name(Int(label))) \(shareText(count, of: neighbors.count))"
    }
    let names = classes.isEmpty ? "" : "\(classes.joined(separator: ", ")), "
    let near =
      "Of the \(neighbors.count) nearest codes: \(names)the nearest at \(spoken(nearest.distance))"
    return [near] + (onData.map { ["On data \(fixed($0, decimals: 2)) of 1"] } ?? [])
  }

  private var imageInWords: String? {
    guard let item = run.images.chosenItem(in: imagesContext) else { return nil }
    let label = item.label.map { ", class \(run.classes.name(Int($0)))" } ?? ""
    let error = item.error.map { ", squared error \(fixed($0, decimals: 4)) per pixel" } ?? ""
    return "Image \(item.number)\(label)\(error)"
  }

  private var latentInWords: String? {
    let (selected, code) = (run.code.selected, run.latent.cursor)
    guard code.indices.contains(selected) else { return nil }
    return "Latent \(selected + 1) of \(code.count), value \(spoken(Double(code[selected])))"
  }

  private var chosenRunInWords: String {
    switch runList.chosenRow {
    case nil: return "No run to choose"
    case .sweep(let sweep, let isFolded):
      let best = sweep.best.map { ", \($0.replacing("±", with: "plus or minus")) nats" } ?? ""
      let runs = "\(sweep.runs.count) runs \(isFolded ? "folded" : "below")"
      return "Sweep \(sweep.name), \(sweep.progress)\(best), \(runs)"
    case .run(let run):
      let test = run.test.map { ", test \($0) nats" } ?? ""
      return "\(run.setting ?? run.name), \(run.progress)\(test)"
    }
  }

  private func spoken(_ value: Double) -> String {
    (value < 0 ? "minus " : "") + number(abs(value), decimals: 3, cells: 8)
  }
}
