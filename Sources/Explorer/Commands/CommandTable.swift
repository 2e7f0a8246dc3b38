public import TerminalUI

/// The one table of commands. Dispatch, help, footer, dialogs and README.md's section on keys all read
/// it: a new key is a new row in its feature's table.
public struct CommandTable: Sendable {
  /// Where the keys of a table work.
  public enum Scope: Hashable, Sendable {
    /// While a pane with keys of its own has the focus.
    case latent, losses, images, code, draw, compare, runs
    /// In every pane where Space is not the pen's, while no mode is open.
    case training
    /// In every pane, while no mode is open.
    case everywhere
    /// In every pane and mode.
    case always
    /// While this mode is on top.
    case mode(Mode)
  }

  /// The heading of its rows in help.
  public let title: String
  /// Where its keys work.
  public let scope: Scope
  /// Its commands, in the order of help.
  public let rows: [CommandRow]

  /// Every command.
  public static let all: [CommandTable] =
    [
      CommandTable(
        title: "Latent space", scope: .latent,
        rows: LatentCommand.rows + BookmarksCommand.rows + PlanesCommand.rows + LayersCommand.rows
          + WalkCommand.rows + ExportCommand.rows + MatchCommand.rows),
      CommandTable(
        title: "Loss charts and training", scope: .losses,
        rows: LossesCommand.rows + TrainingCommand.handRows),
      CommandTable(title: "Images", scope: .images, rows: ImagesCommand.rows),
      CommandTable(title: "Code", scope: .code, rows: CodeCommand.rows),
      CommandTable(title: "Drawing", scope: .draw, rows: DrawCommand.rows),
      CommandTable(title: "Compare", scope: .compare, rows: CompareCommand.rows),
      CommandTable(title: "Runs", scope: .runs, rows: RunsCommand.rows),
      CommandTable(title: "Everywhere", scope: .training, rows: TrainingCommand.rows),
      CommandTable(
        title: "Everywhere", scope: .everywhere,
        rows: EpochsCommand.rows + DatasetsCommand.rows + ImageCommand.rows
          + PreferencesCommand.rows + ScreenCommand.rows + SnapshotCommand.rows
          + RecordingCommand.rows + MouseCommand.rows + SpokenCommand.rows
          + ConfigCommand.rows + MessagesCommand.rows + PaletteCommand.rows
          + LeavingCommand.rows),
      CommandTable(title: "Everywhere", scope: .always, rows: TerminalCommand.rows),
    ] + Mode.allCases.map { CommandTable(title: $0.title, scope: .mode($0), rows: $0.rows) }

  /// The command that `key` asks for in the first of `scopes` that knows it.
  public static func command(for key: Key, in scopes: [Scope]) -> Command? {
    scopes.lazy.flatMap(rows).compactMap { $0.command(for: key) }.first
  }

  /// The rows whose keys work in `scope`.
  public static func rows(in scope: Scope) -> [CommandRow] {
    all.first { $0.scope == scope }?.rows ?? []
  }
}
