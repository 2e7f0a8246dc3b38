internal import Autoencoders
internal import TerminalUI

extension ExplorerState {
  /// Takes in what happened and says what is to be done about it.
  public mutating func update(_ message: Message) -> [Effect] {
    effects(of: message).filter { !isNotice($0) }
  }

  private mutating func effects(of message: Message) -> [Effect] {
    switch message {
    case .key(let key): return press(key)
    case .resized(let size):
      self.size = size
      latent.fit(latentContext)
      return []
    case .ended(let ending):
      modes = [.saving]
      return leave(asking: .stop, ending)
    case .session(let snapshot, let run): return take(snapshot, of: run)
    case .failed(let run):
      sessions[run]?.phase = .failed
      return []
    case .decoded(let image):
      if image.run == active { self.image.show(image) }
      return []
    }
  }

  private mutating func take(_ snapshot: SessionSnapshot, of run: RunID) -> [Effect] {
    let old = sessions.updateValue(snapshot, forKey: run)
    guard run == active else { return [] }
    if old?.map != snapshot.map || old?.latentCount != snapshot.latentCount {
      latent.follow(latentContext)
    }
    return snapshot.model == nil ? [] : [.decode(latent.cursor, of: run)]
  }

  // MARK: Keys

  /// Gives a key to the mode on top; without one, or where the mode lets it pass, to the pane that has
  /// the keys.
  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    while let mode = modes.last {
      if let command = CommandTable.command(for: key, in: [.mode(mode)]) {
        if mode.closesAfterCommand { modes.removeLast() }
        return perform(command)
      }
      if let command = CommandTable.command(for: key, in: [.always]) { return perform(command) }
      switch mode.otherKeys {
      case .ignored: return []
      case .close:
        modes.removeLast()
        return []
      case .closeAndPassOn: modes.removeLast()
      }
    }
    let command = CommandTable.command(for: key, in: [focus.scope, .everywhere, .always])
    return command.map { perform($0) } ?? []
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .latent(let command): return latent.update(command, in: latentContext)
    case .image(let command): return image.update(command)
    case .losses(let command): return losses.update(command, history: session.history)
    case .training(let command): return command.update(&session, of: active)
    case .screen(let command): return update(command)
    case .help(let command): return update(command)
    case .leaving(let command): return update(command)
    case .terminal(.suspend): return [.suspend]
    case .terminal(.redraw): return [.redraw]
    case .open(let mode):
      modes.append(mode)
      return []
    case .back:
      back()
      return []
    }
  }

  /// Keeps a notice; false for what the driver has to do.
  private mutating func isNotice(_ effect: Effect) -> Bool {
    guard case .notify(let notice) = effect else { return false }
    self.notice = notice
    return true
  }

  private mutating func back() {
    guard modes.isEmpty else {
      modes.removeLast()
      return
    }
    losses.dropCrosshair()
    maximized = nil
  }

  // MARK: Help, leaving

  private mutating func update(_ command: HelpCommand) -> [Effect] {
    help.update(command)
    if command == .open { modes.append(.help) }
    return []
  }

  private mutating func update(_ command: LeavingCommand) -> [Effect] {
    switch command {
    case .ask:
      guard sessions.values.contains(where: \.phase.isTraining) else {
        return leave(asking: .abort, .quit)
      }
      modes.append(.quitDialog)
      return []
    case .stop:
      modes = [.saving]
      return leave(asking: .stop, .quit)
    case .abort:
      modes = [.saving]
      return leave(asking: .abort, .quit)
    }
  }

  private func leave(
    asking command: TrainingControl.Command, _ ending: ExplorerEnding
  ) -> [Effect] {
    sessions.keys.sorted().map { .control(command, of: $0) } + [.leave(ending)]
  }
}
