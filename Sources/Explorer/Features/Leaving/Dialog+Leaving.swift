internal import TerminalUI

extension Dialog {
  /// Asks how to leave, with the keys of the quit dialog.
  static func quit(_ trained: [String], _ theme: Theme) -> Dialog {
    let width = (LeavingCommand.dialogRows.map(\.label.count).max() ?? 0) + 2
    return Dialog(
      title: "Training is under way",
      lines: trained.map { [Span($0, theme.strong)] }
        + LeavingCommand.dialogRows.map { row in
          let pad = String(repeating: " ", count: width - row.label.count)
          return [Span(row.label + pad, theme.focusedFrame), Span(row.help)]
        },
      theme: theme)
  }

  /// Says what is waited for.
  static func saving(_ theme: Theme) -> Dialog {
    Dialog(title: "Leaving", lines: [[Span("saving the run ...")]], theme: theme)
  }
}
