internal import Autoencoders
public import TerminalUI

/// Everything the explorer shows, as a value. It changes in `update` alone.
///
///     Terminal ── event ──▶ ExplorerDriver ◀── snapshot ── Session (a thread of its own)
///                               │    ▲    ◀── computed ── BackgroundWork (a thread of its own)
///                       Message │    │ [Effect]: decode, compute, control, open, leave, ...
///                               ▼    │
///     ExplorerState.update: key ─▶ Mode (top of the stack) ─▶ CommandTable ─▶ Command
///                                                                               │
///                 LatentFeature, ImageFeature, LossesFeature, ... .update ◀─────┘
///
///     ExplorerState.render: Screen ─▶ ScreenLayout ─▶ LatentView, LossesView, ... ─▶ CellBuffer
///
/// - A key is a row among its feature's (as in LatentCommand.swift), with the case that it asks for.
///   Help, footer, dialogs and README.md's section read the same row.
/// - A feature is a folder: its state, its commands with their rows, `update(command, ...) -> [Effect]`,
///   and its views. `Command` names it, `CommandTable.all` lists its rows, `render` draws it. What
///   belongs to a run is part of `OpenRun`.
/// - A screen is a case of `Screen` with its panes and its arrangement in `ScreenLayout`.
/// - A mode (a dialog, a prompt) is a case of `Mode` with its rows.
/// - What cannot be done with values (decode, pause, leave) is an `Effect`, which the driver does; what
///   comes of it is a `Message`. Work longer than a frame is a `Computation`.
public struct ExplorerState: Equatable, Sendable {
  /// Columns and rows of the terminal.
  public internal(set) var size: Size
  /// The colors and characters that it is drawn with.
  public internal(set) var capabilities: Capabilities
  /// The runs that are open.
  public internal(set) var runs: [RunID: OpenRun]
  /// The run that is shown.
  public internal(set) var active = RunID.first
  /// The page that is shown.
  public internal(set) var screen: Screen
  /// The modes that lie over the page, the top one last.
  public internal(set) var modes: [Mode] = []
  /// Runs whose training was paused for another one that is yet to be trained.
  var waiting: Set<RunID> = []
  /// The pane of each page that has the keys, where it is not the first.
  private var focuses: [Screen: Pane] = [:]
  /// The one pane shown, where the others are put away.
  public internal(set) var maximized: Pane?
  /// The screen is recorded.
  public internal(set) var isRecording = false
  /// A line for the footer, until the next key.
  public internal(set) var notice: Notice? {
    didSet {
      if let notice { messages.add(notice.text, at: milliseconds) }
    }
  }
  /// What was told so far.
  public internal(set) var messages = MessagesFeature()
  /// The settings, while that mode is on.
  public internal(set) var config = ConfigFeature()
  /// Milliseconds since the start.
  var milliseconds = 0

  /// What a person prefers.
  public internal(set) var preferences: Preferences
  /// The list of commands, while that mode is on.
  public internal(set) var palette = PaletteFeature()
  /// The runs on this machine.
  public internal(set) var runList = RunsFeature()
  /// The run beside the one that is shown.
  public internal(set) var compare = CompareFeature()
  /// The presets to choose from, while that mode is on.
  public internal(set) var presets = PresetsFeature()
  /// The data sets that can be fetched.
  public internal(set) var datasets: DatasetsFeature
  /// The line that is typed, while that mode is on.
  public internal(set) var entry: TextEntry?

  /// The explorer of one run, or of none where the session is closed.
  public init(
    size: Size, capabilities: Capabilities, session: SessionSnapshot,
    preferences: Preferences = Preferences(), datasets: [KnownDataset] = []
  ) {
    self.size = size
    self.preferences = preferences
    self.datasets = DatasetsFeature(datasets)
    self.capabilities = capabilities
    runs = [.first: OpenRun(session, markers: Self.markers(capabilities))]
    screen = session.phase == .closed ? .runs : session.home
    run.latent.follow(latentContext)
    run.code.follow(session, codes: session.map)
  }

  static func markers(_ capabilities: Capabilities) -> ScatterMarkers {
    capabilities.hasFixedColors ? .dots : .digits
  }

  /// The run that is shown.
  public internal(set) var run: OpenRun {
    get {
      guard let run = runs[active] else { preconditionFailure("no run \(active)") }
      return run
    }
    set { runs[active] = newValue }
  }

  /// The newest that is known of the run that is shown.
  public internal(set) var session: SessionSnapshot {
    get { run.session }
    set { run.session = newValue }
  }

  /// The names of the runs that are trained, or paused.
  var trainedRuns: [String] {
    runs.keys.sorted().compactMap { id in
      runs[id].flatMap { $0.session.phase.isTraining ? $0.session.summary.name : nil }
    }
  }

  /// The names of those that are trained while another run is shown.
  var trainedElsewhere: [String] {
    runs.keys.sorted().compactMap { id in
      guard id != active, let session = runs[id]?.session, session.phase == .training else {
        return nil
      }
      return session.summary.name
    }
  }

  /// The pane that has the keys.
  public internal(set) var focus: Pane {
    get {
      let shown = shownPanes
      return focuses[screen].flatMap { shown.contains($0) ? $0 : nil } ?? shown[0]
    }
    set { focuses[screen] = newValue }
  }

  /// Where keys work now, the pane's own first.
  var scopes: [CommandTable.Scope] { focus.scopes(on: screen) + focus.sharedScopes(on: screen) }

  /// The panes of the page that have something to show.
  var shownPanes: [Pane] {
    screen.panes.filter { pane in
      switch pane {
      case .losses: session.hasLosses
      case .strip:
        screen == .code || screen == .draw || showsMatch || run.walk.legs > 0
          || run.latent.tour != nil
      case .latents: !session.klPerDimension.isEmpty
      case .otherLatent, .otherImage: comparedRun != nil
      case .difference: comparedRun != nil && compare.showsDifference
      case .latent, .image, .model, .vitals, .health, .images, .sliders, .canvas, .reading,
        .compared, .runs:
        true
      }
    }
  }

  /// The game is on this page.
  var showsMatch: Bool { run.match.round != nil && (screen == .walk || screen == .code) }

  /// Seconds between pictures of what moves by itself; nil where nothing does.
  var frameInterval: Double? {
    let particles = screen == .images ? run.images.frameInterval(in: imagesContext) : nil
    let playing = [run, comparedRun.flatMap { runs[$0] }].compactMap(\.self)
      .filter(\.epochs.isPlaying)
    let epochs = playing.map { EpochsFeature.interval(of: $0.session.epochs.records.count) }.min()
    return [run.walk.isPlaying ? 1.0 / 30 : nil, epochs, particles].compactMap(\.self).min()
  }

  /// The styles of the screen.
  public var theme: Theme { Theme(capabilities) }

  /// Where everything is; nil when the terminal is too small.
  public var layout: ScreenLayout? {
    let panes = shownPanes
    let alone = maximized.flatMap { panes.contains($0) ? $0 : nil }
    return ScreenLayout(size, screen: screen, panes: panes, alone: alone, focus: focus)
  }

  /// Fits the part of the plane that is shown to the room it has.
  mutating func fitLatent() { run.latent.fit(latentContext) }

  var latentContext: LatentFeature.Context { latentContext(of: active) }

  func latentContext(of id: RunID) -> LatentFeature.Context {
    // Where the latent space is not on screen, it is walked as on the smallest one.
    let pane = layout?.panes[latentPane(of: id)] ?? Rect(column: 0, row: 0, width: 52, height: 16)
    return LatentFeature.Context(run: id, runs[id] ?? run, area: Frame.interior(of: pane))
  }
}
