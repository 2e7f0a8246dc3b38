/// Another meaning of keys for a while: the mode on top of the stack has the first say.
///
/// A mode is a case here, a table of keys, and, where it shows something, a view in `render`. Its state,
/// if it has any, is its feature's.
public enum Mode: CaseIterable, Hashable, Sendable {
  /// The next digit shows or hides its class.
  case classChoice
  /// The next letter keeps the place of the cursor.
  case bookmark
  /// The next letter is of a place that was kept.
  case jump
  /// Shows every command to choose one, or to type one.
  case palette
  /// Shows the presets to choose one to train.
  case presets
  /// Shows what was told so far.
  case messages
  /// Shows the settings to change them.
  case config
  /// Takes in a line.
  case entry
  /// Asks whether to delete a run.
  case deleteDialog
  /// Asks how to leave a run that is being trained.
  case quitDialog
  /// Waits for the run to save itself.
  case saving

  /// The effect of a key that the mode's table does not name.
  enum OtherKeys {
    /// None.
    case ignored
    /// Closes the mode and means what it means below.
    case closeAndPassOn
  }

  var otherKeys: OtherKeys {
    switch self {
    case .classChoice, .bookmark, .jump: .closeAndPassOn
    case .palette, .presets, .messages, .config, .entry, .deleteDialog, .quitDialog, .saving:
      .ignored
    }
  }

  /// Any of its own commands ends the mode.
  var closesAfterCommand: Bool {
    switch self {
    case .classChoice, .bookmark, .jump, .deleteDialog: true
    case .palette, .presets, .messages, .config, .entry, .quitDialog, .saving: false
    }
  }

  /// A line for the footer while the mode is on top.
  var prompt: String? {
    switch self {
    case .classChoice: "show or hide which class? 0-9"
    case .bookmark: "keep this place by which letter? a-z"
    case .jump: "go to the place of which letter? a-z"
    case .palette, .presets, .messages, .config, .entry, .deleteDialog, .quitDialog, .saving: nil
    }
  }

  /// The heading of its keys in README.md.
  var title: String {
    switch self {
    case .classChoice: "After x"
    case .bookmark: "After b"
    case .jump: "After '"
    case .palette: "In the list of commands"
    case .presets: "Choosing a preset"
    case .messages: "Reading messages"
    case .config: "Changing settings"
    case .entry: "Typing a line"
    case .deleteDialog: "Deleting a run"
    case .quitDialog: "Leaving while training"
    case .saving: "While a run is saved"
    }
  }

  var rows: [CommandRow] {
    switch self {
    case .classChoice: LatentCommand.classChoiceRows
    case .bookmark: BookmarksCommand.keepRows
    case .jump: BookmarksCommand.jumpRows
    case .palette: PaletteCommand.modeRows
    case .presets: PresetsCommand.rows
    case .messages: MessagesCommand.modeRows
    case .config: ConfigCommand.modeRows
    case .entry: EntryCommand.rows
    case .deleteDialog: RunsCommand.deleteRows
    case .quitDialog: LeavingCommand.dialogRows
    case .saving: LeavingCommand.savingRows
    }
  }
}
