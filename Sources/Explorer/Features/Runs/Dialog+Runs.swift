internal import TerminalUI

extension Dialog {
  /// Asks whether to delete a run, with the keys of that dialog; what the run is called is never cut.
  static func delete(_ run: RunListing, width: Int, _ theme: Theme) -> Dialog {
    let name = wrapped(run.setting ?? run.name, width: max(width - 6, 1), breakingWords: true)
    let keys = RunsCommand.deleteRows.map { row in
      [Span(row.label.padded(to: 8), theme.focusedFrame), Span(row.help)]
    }
    return Dialog(
      title: "Delete this run?",
      lines: name.map { [Span($0, theme.strong)] }
        + [[Span("\(run.progress), \(byteText(run.bytes))")]]
        + (run.isTask ? [[Span("its sweep will train it again")]] : [])
        + [[Span("")]] + keys, theme: theme)
  }
}
