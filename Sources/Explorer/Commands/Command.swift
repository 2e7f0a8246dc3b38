/// What a key asks for, with its arguments, addressed to the feature that does it.
public enum Command: Equatable, Sendable {
  case latent(LatentCommand)
  case image(ImageCommand)
  case losses(LossesCommand)
  case training(TrainingCommand)
  case screen(ScreenCommand)
  case help(HelpCommand)
  case leaving(LeavingCommand)
  case terminal(TerminalCommand)
  /// Puts a mode on top of the stack.
  case open(Mode)
  /// Closes the mode on top; without one, drops the crosshair and shows all panes.
  case back
}

/// What the terminal does by itself.
public enum TerminalCommand: Equatable, Sendable {
  case suspend, redraw
}
