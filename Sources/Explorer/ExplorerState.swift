internal import Autoencoders
public import TerminalUI

/// Everything the screen shows, as a value. It changes in `update` alone.
///
///     Terminal ── event ──▶ ExplorerDriver ◀── snapshot ── Session (a thread of its own)
///                               │    ▲
///                       Message │    │ [Effect]: decode, control, leave, ...
///                               ▼    │
///     ExplorerState.update: key ─▶ Mode (top of the stack) ─▶ CommandTable ─▶ Command
///                                                                               │
///                 LatentFeature, ImageFeature, LossesFeature, ... .update ◀─────┘
///
///     ExplorerState.render: LatentView, LossesView, ... each given what it shows ─▶ CellBuffer
///
/// - A key is a row among its feature's (as in LatentCommand.swift), with the case that it asks for.
///   Help, footer, dialogs and README.md's section read the same row.
/// - A feature is a folder: its state, its commands with their rows, `update(command, ...) -> [Effect]`,
///   and its views. `Command` names it, `CommandTable.all` lists its rows, `render` draws it.
/// - A mode (a dialog, a prompt) is a case of `Mode` with its rows.
/// - What cannot be done with values (decode, pause, leave) is an `Effect`, which the driver does; what
///   comes of it is a `Message`.
public struct ExplorerState: Equatable, Sendable {
  /// Columns and rows of the screen.
  public internal(set) var size: Size
  /// The colors and characters that it is drawn with.
  public internal(set) var capabilities: Capabilities
  /// The newest snapshot of each run.
  public internal(set) var sessions: [RunID: SessionSnapshot]
  /// The run that is shown; there is one today. Features hold what belongs to the run that is active.
  public internal(set) var active = RunID.first
  /// The modes that lie over the screen, the top one last.
  public internal(set) var modes: [Mode] = []
  /// The pane that has the keys.
  public internal(set) var focus = Pane.latent
  /// The one pane shown, where the others are put away.
  public internal(set) var maximized: Pane?
  /// A line for the footer, until the next key.
  public internal(set) var notice: Notice?

  /// The cursor and the part of the plane that is shown.
  public internal(set) var latent: LatentFeature
  /// The decoded image.
  public internal(set) var image = ImageFeature()
  /// The charts of losses.
  public internal(set) var losses = LossesFeature()
  /// The help.
  public internal(set) var help = HelpFeature()

  /// A screen that shows one run.
  public init(size: Size, capabilities: Capabilities, session: SessionSnapshot) {
    self.size = size
    self.capabilities = capabilities
    sessions = [.first: session]
    latent = LatentFeature(markers: capabilities.colors == .indexed ? .dots : .digits)
    latent.follow(latentContext)
  }

  /// The run that is shown.
  public internal(set) var session: SessionSnapshot {
    get {
      guard let session = sessions[active] else { preconditionFailure("no run \(active)") }
      return session
    }
    set { sessions[active] = newValue }
  }

  /// The styles of the screen.
  public var theme: Theme { Theme(capabilities) }

  /// Where everything is; nil when the screen is too small.
  public var layout: ScreenLayout? { ScreenLayout(size, alone: maximized, focus: focus) }

  var latentContext: LatentFeature.Context {
    // Where the latent space is not on screen, it is walked as on the smallest one.
    let pane = layout?.panes[.latent] ?? Rect(column: 0, row: 0, width: 52, height: 16)
    return LatentFeature.Context(
      run: active, session: session,
      plot: ScatterPlot.plotArea(of: Frame.interior(of: pane)).size)
  }
}
