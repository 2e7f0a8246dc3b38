internal import Autoencoders
internal import TerminalUI

/// The first line: which run this is, and how far it is.
struct TitleBar: Widget {
  let state: ExplorerState

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.fill(area, with: Cell(" ", state.theme.bar))
    let left = " latentwalk  \(state.session.summary.preset) on \(state.session.summary.dataset)"
    let end = buffer.write(
      left, column: area.column, row: area.row, style: state.theme.bar.with(.bold),
      limit: area.width)
    // The most important parts come first; what does not fit is left out.
    var room = area.maxColumn - end - 1
    var shown: [String] = []
    for part in parts where part.unicodeScalars.count + 2 <= room {
      shown.append(part)
      room -= part.unicodeScalars.count + 2
    }
    let text = shown.joined(separator: "  ")
    buffer.write(
      text, column: area.maxColumn - text.unicodeScalars.count - 1, row: area.row,
      style: state.theme.bar)
  }

  private var parts: [String] {
    let session = state.session
    switch session.phase {
    case .preparing(let what): return [what + " ..."]
    case .failed(let message): return [message]
    case .idle: return epochParts + ["done"] + lossParts
    case .paused: return ["PAUSED"] + epochParts + lossParts
    case .training: return epochParts + lossParts + speedParts
    }
  }

  private var epochParts: [String] {
    guard let progress = state.session.progress else { return [] }
    return ["epoch \(fixed(progress.epoch, decimals: 1))/\(progress.epochs)"]
  }

  private var lossParts: [String] {
    guard let loss = state.session.history.test.last?.loss else { return [] }
    let minus = state.theme.usesUnicode ? "−" : "-"
    let name = state.isVariational ? "\(minus)ELBO" : "loss"
    return ["test \(name) \(fixed(loss.negativeELBO, decimals: 2)) nats"]
  }

  private var speedParts: [String] {
    guard let progress = state.session.progress else { return [] }
    var parts: [String] = []
    if let left = progress.secondsLeft { parts.append("ETA \(clockText(left))") }
    if progress.imagesPerSecond > 0 {
      parts.append("\(fixed(progress.imagesPerSecond / 1000, decimals: 0))k img/s")
    }
    return parts
  }
}

extension ExplorerState {
  var isVariational: Bool { session.model?.configuration.isVariational ?? true }
}
