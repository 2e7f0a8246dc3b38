internal import Autoencoders
internal import TerminalUI

/// The first line: the pages, which run this is, and how far it is.
struct TitleBar: Widget {
  let screen: Screen
  let session: SessionSnapshot
  /// The epoch that is shown; nil for the newest state.
  let shownEpoch: Int?
  /// The names of other runs that are trained meanwhile.
  let trainedElsewhere: [String]
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.fill(area, with: Cell(" ", theme.bar))
    let end = drawTabs(in: area, into: &buffer)
    // The most important parts come first; what does not fit is left out.
    var room = area.maxColumn - end - 2
    var shown: [String] = []
    for part in words where part.unicodeScalars.count + 2 <= room {
      shown.append(part)
      room -= part.unicodeScalars.count + 2
    }
    let text = shown.joined(separator: "  ")
    buffer.write(
      text, column: area.maxColumn - text.unicodeScalars.count - 1, row: area.row,
      style: theme.bar)
  }

  /// Columns from which on there is room for a space behind the number of each page, for the names of all pages, and for
  /// the program's before them, beside the run's name and its epoch.
  private static let (leastTabSpaces, leastTabNames, leastNamed) = (58, 92, 132)

  /// The pages, the one on screen in reverse of the bar; without their names where there is little room.
  private func drawTabs(in area: Rect, into buffer: inout CellBuffer) -> Int {
    var column = area.column + 1
    if Self.hasProgramName(area) {
      buffer.write(
        Self.programName, column: column, row: area.row, style: theme.bar.with(.bold))
    }
    for tab in Self.tabs(of: screen, in: area) {
      let style = tab.screen == screen ? theme.activeTab : theme.bar
      column = buffer.write(tab.text, column: tab.column, row: area.row, style: style)
    }
    return column
  }

  /// The pages as they stand in the line, and where.
  static func tabs(
    of shown: Screen, in area: Rect
  ) -> [(screen: Screen, text: String, column: Int)] {
    var column = area.column + 1 + (hasProgramName(area) ? programName.count + 2 : 0)
    return Screen.allCases.map { tab in
      let hasName = tab == shown || area.width >= leastTabNames
      let end = area.width >= leastTabSpaces ? " " : ""
      let text = hasName ? " \(tab.rawValue) \(tab.title) " : " \(tab.rawValue)\(end)"
      defer { column += text.count }
      return (tab, text, column)
    }
  }

  private static let programName = "latentwalk"

  private static func hasProgramName(_ area: Rect) -> Bool { area.width >= leastNamed }

  /// Which run it is and how far it is, the most important first.
  var words: [String] { [name] + epoch + elsewhere + parts }

  private var name: String {
    session.phase == .closed
      ? "no run open" : "\(session.summary.preset) on \(session.summary.dataset)"
  }

  private var epoch: [String] { shownEpoch.map { ["showing epoch \($0)"] } ?? [] }

  private var elsewhere: [String] {
    trainedElsewhere.isEmpty
      ? [] : ["also training: \(trainedElsewhere.joined(separator: ", "))"]
  }

  private var parts: [String] {
    switch session.phase {
    case .closed: return []
    case .preparing(let what): return [what + " ..."]
    case .failed:
      let wasTrained = session.ending == nil && !session.history.train.isEmpty
      return [wasTrained ? "training ended early" : "no codes"]
    case .idle: return endingParts + lossParts
    case .paused: return ["PAUSED"] + epochParts + lossParts
    case .training: return epochParts + lossParts + speedParts
    }
  }

  private var epochParts: [String] {
    guard let progress = session.progress else { return [] }
    return ["epoch \(epochText(progress.epoch))/\(progress.epochs)"]
  }

  private var endingParts: [String] {
    guard let progress = session.progress, let ending = session.ending else { return epochParts }
    let reached = "at \(epochText(progress.epoch)) of \(progress.epochs)"
    return switch ending {
    case .finished: epochParts + ["done"]
    case .stoppedEarly: ["stopped early \(reached)"]
    case .stopped: ["stopped \(reached)"]
    case .interrupted: ["interrupted \(reached)"]
    case .goesOn: epochParts + ["trained elsewhere"]
    case .diverged: ["diverged, kept \(reached)"]
    }
  }

  private var lossParts: [String] {
    guard let loss = session.history.test.last?.loss ?? session.recordedLoss else { return [] }
    let name = LossNames(session, usesUnicode: theme.usesUnicode)
      .name(of: session.isVariational ? .negativeELBO : .reconstruction)
    return ["test \(name) \(fixed(loss.negativeELBO, decimals: 2)) nats"]
  }

  private var speedParts: [String] {
    guard let progress = session.progress else { return [] }
    var parts: [String] = []
    if let left = progress.secondsLeft { parts.append("ETA \(clockText(left))") }
    if progress.imagesPerSecond > 0 {
      let perSecond = progress.imagesPerSecond
      parts.append(
        perSecond < 999.5
          ? "\(rate(perSecond, decimals: 0)) img/s"
          : "\(fixed(perSecond / 1000, decimals: 0))k img/s")
    }
    return parts
  }
}
