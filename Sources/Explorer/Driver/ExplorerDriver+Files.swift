internal import TerminalUI

extension ExplorerDriver {
  /// Shows the screen, and records it where that is asked for.
  func present() {
    let (screen, moment) = (state.render(), milliseconds)
    if recorder?.add(screen, at: moment) == false { send(.recordingIsFull) }
    terminal.present(recorder == nil ? screen : state.markedAsRecorded(screen))
  }

  /// Writes a picture of the screen as it is.
  func keepScreen(_ format: SnapshotFormat, _ target: FileTarget) {
    let (screen, background) = (state.render(), state.capabilities.background)
    write(.screen, to: target.path(ending: format.endings[0])) {
      format.bytes(of: screen, background: background)
    }
  }

  /// Writes codes and their images.
  func export(_ rows: [Int], of run: RunID, _ format: ExportFormat, _ target: FileTarget) {
    guard let open = state.runs[run], let map = open.map else { return }
    let codes = CodesExport(rows, of: open, map: map)
    write(.codes(count: rows.count), to: target.path(ending: format.endings[0])) {
      try codes.bytes(format)
    }
  }

  /// Writes what was recorded.
  func endRecording() {
    guard let recorder else { return }
    self.recorder = nil
    let path = recorder.target.path(ending: recorder.format.endings[0])
    var recording = recorder.recording
    recording.end(at: milliseconds)
    let whole = recording
    let (background, script) = (state.capabilities.background, log.text(until: frames.passed))
    let contents: TakenFile.Contents =
      recorder.format == .script
      ? .script(steps: log.steps.count)
      : .recording(seconds: Double(recording.milliseconds) / 1000)
    write(contents, to: path) {
      switch recorder.format {
      case .png: whole.animatedPNG(background: background)
      case .svg: Array(whole.animatedSVG(background: background).utf8)
      case .cast: whole.asciicast()
      case .script: Array(script.utf8)
      }
    }
  }

  private func write(
    _ contents: TakenFile.Contents, to path: String,
    _ bytes: @escaping @Sendable () throws -> [UInt8]
  ) {
    files.submit(FileWriter.Order(path: path, contents: contents, bytes: bytes))
  }

  /// Tells of the files that were written, or not; once the explorer is left, its last lines do.
  func takeFiles() -> Bool {
    let outcomes = files.takeOutcomes()
    for outcome in outcomes {
      switch outcome {
      case .written(let file) where ending != nil: lastFiles.append(file)
      case .written(let file): send(.wrote(file))
      case .failed(let error) where ending != nil || ownMilliseconds != nil: fileError = error
      case .failed(let error): send(.notWritten(library.message(for: error)))
      }
    }
    return !outcomes.isEmpty
  }
}

extension Effect {
  /// It is no part of what a session can be repeated by.
  var isOfThisSessionAlone: Bool {
    switch self {
    case .record, .endRecording, .leave: true
    default: false
    }
  }
}

extension ExplorerState {
  /// A screen with a mark that it is recorded, which is not in the recording.
  func markedAsRecorded(_ screen: CellBuffer) -> CellBuffer {
    var screen = screen
    let mark = " REC "
    screen.write(
      mark, column: screen.size.width - mark.count, row: screen.size.height - 1,
      style: theme.warning.with(.reverse))
    return screen
  }
}
