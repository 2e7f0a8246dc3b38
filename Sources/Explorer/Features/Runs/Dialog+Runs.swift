internal import TerminalUI

extension Dialog {
  /// Asks whether to delete a run, with the keys of that dialog.
  static func delete(_ run: RunListing, _ theme: Theme) -> Dialog {
    let keys = RunsCommand.deleteRows.map { row in
      [Span(row.label.padded(to: 8), theme.focusedFrame), Span(row.help)]
    }
    return Dialog(
      title: "Delete this run?",
      lines: [[Span(run.setting ?? run.name, theme.strong)]]
        + [[Span("\(run.progress), \(byteText(run.bytes))")]]
        + (run.setting == nil ? [] : [[Span("its sweep will train it again")]])
        + [[Span("")]] + keys, theme: theme)
  }
}
