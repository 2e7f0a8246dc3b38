internal import Autoencoders
internal import TerminalUI

/// The losses of two runs side by side, with what each is of; or how another run is chosen.
struct CompareTable: Widget {
  let first: OpenRun
  /// Nil where no other run was chosen.
  let second: OpenRun?
  let link: CompareLink
  let theme: Theme
  let isFocused: Bool

  private struct Row {
    let name: String
    let values: [String]
    var style = Style.plain
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let room = Frame.room(in: area)
    buffer.draw(
      Frame(
        theme, title: .fitting(title, room: room),
        footnote: .fitting(second == nil ? [] : [[Span(link.name, theme.faint)]], room: room),
        isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area).inset(left: 1, right: 1)
    for (row, line) in lines(interior.width).prefix(interior.height).enumerated() {
      buffer.write(line, column: interior.column, row: interior.row + row, limit: interior.width)
    }
  }

  private var title: [[Span]] {
    [[Span("losses", theme.strong)], [Span("test images, nats", theme.faint)]]
  }

  private func lines(_ width: Int) -> [[Span]] {
    guard let second else {
      return wrapped(
        "W chooses another run to compare with; :compare.epoch 3 compares with the third epoch of this one",
        width: width
      ).map { [Span($0, theme.faint)] }
    }
    let rows = rows([first, second])
    let nameWidth = (rows.map(\.name.count).max() ?? 0) + 1
    let half = max((width - nameWidth) / 2, 1)
    return rows.map { row in
      [Span(row.name.padded(to: nameWidth), theme.faint)]
        + row.values.map { value in
          Span(value.shortened(to: half - 1, theme).padded(to: half), row.style)
        }
    }
  }

  private func rows(_ runs: [OpenRun]) -> [Row] {
    let losses = runs.map(\.shownLoss)
    func row(_ name: String, _ value: (LossTerms) -> Double?) -> Row {
      Row(
        name: name,
        values: losses.map { loss in
          loss.flatMap { value($0.loss) }.map { number($0, decimals: 2, cells: 8) } ?? none
        }, style: theme.test)
    }
    let variational = runs.map(\.session.isVariational)
    let elbo = zip(losses, variational).map { loss, isVariational in
      isVariational
        ? loss.map { number($0.loss.negativeELBO, decimals: 2, cells: 8) } ?? none : none
    }
    let kl = zip(losses, variational).map { loss, isVariational in
      isVariational ? loss.map { number($0.loss.kl, decimals: 2, cells: 8) } ?? none : none
    }
    return [
      Row(name: "", values: ["A", "B"], style: theme.focusedFrame),
      Row(name: "preset", values: runs.map(\.session.summary.preset), style: theme.strong),
      Row(name: "data", values: runs.map(\.session.summary.dataset)),
      Row(
        name: "epoch",
        values: losses.map { loss in loss.map { epochText($0.epoch) } ?? none }),
      Row(name: "\(minus)ELBO", values: elbo, style: theme.test),
      row("recon") { $0.reconstruction },
      Row(name: "KL", values: kl, style: theme.test),
      Row(
        name: "latents", values: runs.map { $0.session.latentCount.map(String.init) ?? none }),
      Row(name: "image", values: runs.map(imageText)),
      Row(name: "class", values: runs.map(classText)),
    ]
  }

  private var minus: String { theme.usesUnicode ? "−" : "-" }
  private var none: String { theme.usesUnicode ? "–" : "-" }

  /// The image whose code is nearest to the cursor.
  private func imageText(_ run: OpenRun) -> String {
    run.latent.nearestImage.map { "#\(run.number(ofImageAt: $0))" } ?? none
  }

  /// The class of that image.
  private func classText(_ run: OpenRun) -> String {
    guard let image = run.latent.nearestImage, let map = run.map,
      let row = map.images.firstIndex(of: image), map.points[row].hasClass
    else { return none }
    return run.classes.name(Int(map.points[row].label))
  }
}

extension OpenRun {
  /// The loss on test images of the epoch that is shown, or of the last one that was evaluated.
  fileprivate var shownLoss: (loss: LossTerms, epoch: Double)? {
    let tests = session.history.test
    let point =
      epochs.shown.map { shown in tests.last { $0.epoch == Double(shown.epoch) } } ?? tests.last
    if let point { return (point.loss, point.epoch) }
    guard epochs.shown == nil, let loss = session.recordedLoss else { return nil }
    return (loss, session.progress?.epoch ?? 0)
  }
}
