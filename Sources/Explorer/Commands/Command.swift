/// A request with its arguments, addressed to the feature that meets it.
public enum Command: Equatable, Sendable {
  /// To the latent space.
  case latent(LatentCommand)
  /// To the epochs of the run.
  case epochs(EpochsCommand)
  /// To the planes that codes are seen on.
  case planes(PlanesCommand)
  /// To what is shown behind and over the codes.
  case layers(LayersCommand)
  /// To the pictures of the screen.
  case snapshot(SnapshotCommand)
  /// To the recording of the screen.
  case recording(RecordingCommand)
  /// To the files of codes.
  case export(ExportCommand)
  /// To the places that are kept.
  case bookmarks(BookmarksCommand)
  /// To the walk from mark to mark.
  case walk(WalkCommand)
  /// To the decoded image.
  case image(ImageCommand)
  /// To the charts of losses.
  case losses(LossesCommand)
  /// To the images beside what the model makes of them.
  case images(ImagesCommand)
  /// To the values of the code.
  case code(CodeCommand)
  /// To the game of matching an image.
  case match(MatchCommand)
  /// To the image that is drawn.
  case draw(DrawCommand)
  /// To the comparison of two runs.
  case compare(CompareCommand)
  /// To the runs on this machine.
  case runs(RunsCommand)
  /// To the list of presets.
  case presets(PresetsCommand)
  /// To the data sets that can be fetched.
  case datasets(DatasetsCommand)
  /// To the line that is typed.
  case entry(EntryCommand)
  /// To the training of the run that is shown.
  case training(TrainingCommand)
  /// To the screen as a whole.
  case screen(ScreenCommand)
  /// To the list of commands.
  case palette(PaletteCommand)
  /// To the mouse.
  case mouse(MouseCommand)
  /// To what is on screen, in words.
  case spoken(SpokenCommand)
  /// To the list of settings.
  case config(ConfigCommand)
  /// To the list of messages.
  case messages(MessagesCommand)
  /// To what is remembered.
  case preferences(PreferencesCommand)
  /// To leave.
  case leaving(LeavingCommand)
  /// To the terminal.
  case terminal(TerminalCommand)
  /// Puts a mode on top of the stack.
  case open(Mode)
  /// Closes the mode on top; without one, drops the crosshair and shows all panes.
  case back
}
