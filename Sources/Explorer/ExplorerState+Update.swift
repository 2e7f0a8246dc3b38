internal import Autoencoders
internal import TerminalUI

extension ExplorerState {
  /// Takes in what happened and says what is to be done about it.
  public mutating func update(_ message: Message) -> [Effect] {
    var isNews = false
    if case .session = message { isNews = true }
    let asked = effects(of: message) + workEffects(isNews: isNews)
    return asked.filter { !keepNotice($0) }
  }

  /// The work beside the screen that newer codes, another plane or another page need done.
  private mutating func workEffects(isNews: Bool) -> [Effect] {
    let own = planeEffects(isNews: isNews) + layerEffects(isNews: isNews)
    guard screen == .compare, let other = comparedRun else { return own }
    return own
      + on(other) { $0.planeEffects(isNews: isNews) + $0.layerEffects(isNews: isNews) }
  }

  /// What is asked for before anything happened.
  public mutating func start() -> [Effect] {
    let image: [Effect] = session.model == nil ? [] : [.decode(run.latent.cursor, of: active)]
    let work = screenEffects() + workEffects(isNews: false) + spacingEffects(isNews: false)
    return (image + work).filter { !keepNotice($0) }
  }

  private mutating func effects(of message: Message) -> [Effect] {
    switch message {
    case .key(let key): return press(key)
    case .mouse(let mouse): return use(mouse)
    case .resized(let size):
      self.size = size
      fitLatent()
      if screen == .compare, let comparedRun { on(comparedRun) { $0.fitLatent() } }
      return imagesEffects()
    case .ended(let ending):
      modes = [.saving]
      return leave(asking: .stop, ending)
    case .session(let snapshot, let run): return take(snapshot, of: run)
    case .failed(let run, let reason):
      runs[run]?.session.phase = .failed
      notice = .refused(reason)
      return imagesEffects() + goOnTraining()
    case .decoded(let image):
      runs[image.run]?.image.show(image)
      runs[image.run]?.match.show(image.pixels)
      return []
    case .computed(let computed, let run):
      return take(computed, of: run) + (run == active ? walkEffects() : [])
    case .elapsed(let seconds):
      let other =
        screen == .compare
        ? comparedRun.map { on($0) { $0.elapseEpochs(seconds: seconds) } } : nil
      return elapseWalk(seconds: seconds) + elapseEpochs(seconds: seconds) + (other ?? [])
        + elapseImages()
    case .refused(let reason):
      notice = .refused(reason)
      return goOnTraining()
    case .saved(let path):
      notice = .saved(to: path)
      return []
    case .deleted(let path):
      runList.remove(path)
      return []
    case .renamed(let old, let new):
      renamed(old, to: new)
      return []
    case .opened(let snapshot, let run): return opened(snapshot, as: run)
    case .dropped(let run, let reason): return dropped(run, because: reason)
    case .fetched(let news):
      take(news)
      return []
    case .wrote(let file):
      notice = .wrote(file)
      return []
    case .notWritten(let reason):
      notice = .refused(reason)
      return []
    case .recordingIsFull:
      isRecording = false
      return [.endRecording]
    case .typed(let line): return perform(line)
    case .look(let look):
      capabilities = look
      for id in runs.keys { runs[id]?.latent.markers = Self.markers(look) }
      fitLatent()
      return imagesEffects()
    case .listed(let list):
      runList.show(list)
      return []
    }
  }

  private mutating func take(_ snapshot: SessionSnapshot, of id: RunID) -> [Effect] {
    let (old, oldCodes) = (runs[id]?.session, runs[id]?.codes)
    let isNew = old == nil || (old?.latentCount == nil && snapshot.latentCount != nil)
    runs[id, default: OpenRun(snapshot, markers: Self.markers(capabilities))].session = snapshot
    runs[id]?.bookmarks.takeIn(snapshot.bookmarks)
    if old?.summary.dataset != snapshot.summary.dataset {
      adviseFetching(for: snapshot.summary.dataset)
    }
    let hasNewCodes =
      oldCodes != runs[id]?.codes || old?.latentCount != snapshot.latentCount
    if id == active, run.epochs.shown != nil, let newest = snapshot.epochs.records.last?.epoch,
      newest > old?.epochs.records.last?.epoch ?? 0
    {
      notice = .newEpoch(newest)
    }
    if hasNewCodes {
      runs[id]?.codesVersion += 1
      let context = latentContext(of: id)
      runs[id]?.latent.follow(context)
      runs[id]?.strips.expire()
      runs[id]?.match.abandon()
    }
    if let change = snapshot.changes.last, let old, old.phase.isTraining,
      old.changes.count < snapshot.changes.count, let training = snapshot.training
    {
      notice = .courseChanged(change, of: training)
    }
    if hasNewCodes || old?.klPerDimension != snapshot.klPerDimension {
      let codes = runs[id]?.codes
      runs[id]?.code.follow(snapshot, codes: codes)
    }
    if snapshot.model != nil { closeOthers(at: snapshot.summary.path, but: id) }
    if snapshot.phase == .training, !waiting.contains(id) { waiting = [] }
    if screen == .compare, id == comparedRun, snapshot.model != nil {
      return carryCursor(from: active, to: id)
    }
    guard id == active, snapshot.model != nil else { return [] }
    if isNew, screen == .walk, snapshot.home != .walk { (screen, maximized) = (snapshot.home, nil) }
    run.images.passSnapshot()
    return [.decode(run.latent.cursor, of: id)] + imagesEffects()
      + (hasNewCodes ? screenEffects() + spacingEffects(isNews: true) : [])
  }

  private mutating func take(_ computed: Computed, of id: RunID) -> [Effect] {
    switch computed {
    case .plane(let seen): return take(seen, of: id)
    case .drawing(let reading): take(reading, of: id)
    case .anomalyScale(let scale): runs[id]?.draw.take(scale)
    case .images(let page): runs[id]?.images.show(page)
    case .path(let found): runs[id]?.walk.take(found)
    case .visibleChanges(let changes):
      if let session = runs[id]?.session { runs[id]?.code.take(changes, session) }
    case .strip(let strip, let place): take(strip, at: place, of: id)
    case .spacing(let spacing):
      runs[id]?.spacing.note(seconds: spacing.seconds)
      if spacing.distances.count == runs[id]?.map?.points.count { runs[id]?.latent.take(spacing) }
    case .layer(let field): runs[id]?.layers.take(field)
    case .posteriors(let shapes): runs[id]?.layers.take(shapes)
    case .manifold(let manifold): runs[id]?.layers.take(manifold)
    }
    return []
  }

  /// Does what a line asks for, as it would be typed after `:`.
  private mutating func perform(_ line: String) -> [Effect] {
    notice = nil
    guard case .command(let command) = CommandTable.typed(line) else {
      return [.notify(.noCommand(line))]
    }
    return perform(command)
  }

  // MARK: Keys

  /// Gives a key to the mode on top; without one, or where the mode lets it pass, to the pane that has
  /// the keys.
  /// Of a keyboard with other letters, a key counts by its place, but where a line is typed.
  private mutating func press(_ typed: Key) -> [Effect] {
    notice = nil
    let key = typed.onLatinLayout ?? typed
    while let mode = modes.last {
      if mode == .entry, entry?.type(typed) == true { return [] }
      if mode == .presets, presets.type(typed) { return [] }
      if mode == .palette, palette.type(typed) { return [] }
      if let command = CommandTable.command(for: key, in: [.mode(mode)]) {
        if mode.closesAfterCommand { modes.removeLast() }
        return perform(command)
      }
      if let command = preferences.keys.command(for: key, in: [.always]) {
        return perform(command)
      }
      switch mode.otherKeys {
      case .ignored: return []
      case .closeAndPassOn: modes.removeLast()
      }
    }
    guard let command = preferences.keys.command(for: key, in: scopes + [.always]) else {
      notice = .noKey(typed.name)
      return []
    }
    return perform(command)
  }

  mutating func perform(_ command: Command) -> [Effect] {
    if screen == .compare, command.isOfOneRun, let other = comparedRun {
      return performCompared(command, with: other)
    }
    return performHere(command)
  }

  /// Does what a command asks for of the run that is shown.
  mutating func performHere(_ command: Command) -> [Effect] {
    let (round, code) = (run.match.round?.number, run.latent.cursor)
    let effects = meet(command)
    if round == run.match.round?.number, code != run.latent.cursor { run.match.noteMove() }
    return effects
  }

  private mutating func meet(_ command: Command) -> [Effect] {
    switch command {
    case .compare(let command): return update(command)
    case .latent(let command): return update(command)
    case .epochs(let command): return update(command)
    case .planes(let command): return update(command)
    case .layers(let command): return update(command)
    case .snapshot(let command): return update(command)
    case .recording(let command): return update(command)
    case .export(let command): return update(command)
    case .bookmarks(let command): return update(command)
    case .walk(let command): return update(command)
    case .image(let command): return run.image.update(command)
    case .losses(let command): return run.losses.update(command, history: session.history)
    case .images(let command): return update(command)
    case .code(let command): return update(command)
    case .match(let command): return update(command)
    case .draw(let command): return update(command)
    case .runs(let command): return update(command)
    case .datasets(let command): return update(command)
    case .entry(.commit): return commitEntry()
    case .training(let command): return update(command)
    case .presets(let command): return update(command)
    case .screen(let command): return update(command)
    case .palette(let command): return update(command)
    case .mouse(let command): return update(command)
    case .config(let command): return update(command)
    case .messages(.scroll(let places)):
      messages.scroll(by: places)
      return []
    case .spoken(let command): return update(command)
    case .preferences(let command): return update(command)
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

  /// Keeps a notice and says so; false for what the driver has to do.
  private mutating func keepNotice(_ effect: Effect) -> Bool {
    guard case .notify(let notice) = effect else { return false }
    self.notice = notice
    return true
  }

  private mutating func commitEntry() -> [Effect] {
    modes.removeAll { $0 == .entry }
    guard let request = entry?.request() else { return [.notify(.noAnswer)] }
    return update(request)
  }

  private mutating func back() {
    guard modes.isEmpty else {
      modes.removeLast()
      return
    }
    if maximized != nil {
      maximized = nil
    } else if screen == .draw {
      run.draw.liftPen()
    } else if run.regionCorner != nil {
      run.regionCorner = nil
    } else if run.losses.crosshair != nil {
      run.losses.dropCrosshair()
    } else if let round = run.match.round {
      notice = .matchEnded(score: round.score)
      run.match.abandon()
    } else if run.latent.tour != nil {
      run.latent.endTour()
    } else if !run.walk.marks.isEmpty {
      notice = .marksTaken(run.walk.marks.count)
      run.walk.setMarks([])
    }
    fitLatent()
  }

  // MARK: Leaving

  private mutating func update(_ command: LeavingCommand) -> [Effect] {
    switch command {
    case .ask:
      guard runs.values.contains(where: \.session.phase.isTraining) else {
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
    runs.keys.sorted().map { .control(command, of: $0) } + [.leave(ending)]
  }
}
