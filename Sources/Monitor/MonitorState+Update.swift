public import TerminalUI
public import TrainingLogs

/// What happens to the monitor.
public enum MonitorMessage: Sendable {
  /// A key was pressed.
  case key(Key)
  /// The window has another size.
  case resized(Size)
  /// The runs as they are now, with what each gives to think of, the plans that some are of, the logs that cannot be
  /// read, and whether there are more files than were looked at.
  case runs(
    [CatalogRun], findings: [[RunFinding]], plans: [RunPlan] = [], unreadable: [String] = [],
    isCut: Bool = false)
  /// Something is to be told, until the next key.
  case notice(String)
}

/// What the monitor asks for.
public enum MonitorEffect: Equatable, Sendable {
  /// Open the run in the folder at a path in the explorer.
  case explore(path: String)
  /// Draw the whole screen anew.
  case redraw
  /// Give the terminal back for a while.
  case suspend
  /// Leave.
  case quit
}

extension MonitorState {
  /// Takes a message in, and returns what is to be done.
  public mutating func update(_ message: MonitorMessage) -> [MonitorEffect] {
    switch message {
    case .resized(let size):
      self.size = size
      return []
    case .runs(let runs, let findings, let plans, let unreadable, let isCut):
      (self.plans, self.unreadable, self.isCut) = (plans, unreadable, isCut)
      take(runs, findings)
      return []
    case .notice(let text):
      notice = text
      return []
    case .key(let key): return press(key)
    }
  }

  private mutating func take(_ runs: [CatalogRun], _ findings: [[RunFinding]]) {
    // The oldest first: a run that is new gets the next mark.
    for run in runs.reversed() where numbers[RunKey(run)] == nil {
      numbers[RunKey(run)] = numbers.count
    }
    self.runs = runs
    self.findings = Dictionary(
      zip(runs.map(RunKey.init), findings), uniquingKeysWith: { first, _ in first })
    if !hasLooked { unfoldAlone() }
    hasLooked = true
    choose()
  }

  /// A plan that is all there is shows its runs.
  private mutating func unfoldAlone() {
    let entries = SweepGroup.entries(of: runs, in: plans)
    if entries.count == 1, case .sweep(let sweep) = entries[0] { unfolded = [sweep.plan.path] }
  }

  private mutating func press(_ key: Key) -> [MonitorEffect] {
    notice = nil
    if let line = helpLine {
      helpLine = scrolledHelp(by: key, from: line)
      return key == .control("c") ? [.quit] : []
    }
    if entry != nil { return type(key) }
    if let digit = pendingDigit {
      pendingDigit = nil
      if case .character(let character) = key, let count = character.wholeNumberValue,
        Grid.range.contains(count)
      {
        grid[keyPath: digit == .columns ? \Grid.columns : \Grid.rows] = count
        return []
      }
    }
    return MonitorKeys.command(for: key).map { perform($0) } ?? []
  }

  // MARK: Typing

  /// A filter takes effect with every key; what is no expression yet leaves all as it was.
  private mutating func type(_ key: Key) -> [MonitorEffect] {
    guard var entry else { return [] }
    switch key {
    case .enter:
      self.entry = nil
      take(entry, isFinal: true)
      return []
    case .escape, .control("c"):
      self.entry = nil
      take(Entry(purpose: entry.purpose, text: ""), isFinal: entry.purpose != .axis)
      return []
    case .backspace: if !entry.text.isEmpty { entry.text.removeLast() }
    case .character(let character): entry.text.append(character)
    default: return []
    }
    self.entry = entry
    take(entry, isFinal: false)
    return []
  }

  private mutating func take(_ entry: Entry, isFinal: Bool) {
    switch entry.purpose {
    case .runs, .metrics:
      guard let filter = NameFilter(entry.text) else {
        if isFinal { notice = "\(entry.text) is no regular expression" }
        return
      }
      if entry.purpose == .runs { runFilter = filter } else { metricFilter = filter }
      choose()
    case .axis:
      guard isFinal, !entry.text.isEmpty else { return }
      let runs = shownGroups.flatMap(\.runs)
      guard runs.contains(where: { RunAxis.tag(entry.text, of: $0.record) != nil }) else {
        notice = "no metric is called \(entry.text)"
        return
      }
      settings.axis = .metric(entry.text)
      crosshair = nil
    }
  }

  // MARK: Commands

  private mutating func perform(_ command: MonitorCommand) -> [MonitorEffect] {
    switch command {
    case .show(let page): self.page = page
    case .nextPage:
      page = MonitorPage(rawValue: (page.rawValue + 1) % MonitorPage.allCases.count) ?? .runs
    case .move(let columns, let rows): move(columns: columns, rows: rows)
    case .movePage(let pages): leaf(pages)
    case .moveToEnd(let isFirst): choose(at: isFirst ? .min : .max)
    case .open: return open()
    case .back:
      if isMaximized { (isMaximized, crosshair) = (false, nil) }
    case .toggleRun: toggleChosen()
    case .showAllRuns:
      hidden = []
      choose()
    case .filterRuns: entry = Entry(purpose: .runs, text: "")
    case .filterMetrics: entry = Entry(purpose: .metrics, text: "")
    case .chooseAxisMetric: entry = Entry(purpose: .axis, text: "")
    case .pin: pin()
    case .nextAxis:
      settings.nextAxis()
      crosshair = nil
    case .toggleXLogarithmic: settings.isXLogarithmic.toggle()
    case .toggleYLogarithmic: settings.isYLogarithmic.toggle()
    case .smooth(let grades): settings.smooth(by: grades)
    case .nextSeedView: settings.nextSeedView()
    case .setColumns: pendingDigit = .columns
    case .setRows: pendingDigit = .rows
    case .clearCrosshair: crosshair = nil
    case .help: helpLine = 0
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return [.quit]
    }
    return []
  }

  private mutating func open() -> [MonitorEffect] {
    switch page {
    case .charts:
      isMaximized = !isMaximized && shownTag != nil
      if !isMaximized { crosshair = nil }
      return []
    case .runs, .summary:
      guard let run = chosenRow?.run else {
        foldChosen()
        return []
      }
      guard run.format == Self.ownFormat else {
        // Another program's: its charts by themselves.
        hidden = Set(runs.map(RunKey.init)).subtracting([RunKey(run)])
        notice = "\(run.name) alone; a takes in all runs"
        page = .charts
        choose()
        return []
      }
      return [.explore(path: run.path)]
    }
  }

  private static let ownFormat = "latentwalk"

  private mutating func foldChosen() {
    guard let sweep = chosenRow?.sweep else { return }
    page = .runs
    unfolded.formSymmetricDifference([sweep.plan.path])
    choose()
  }

  /// Of a plan all runs are left out where one is in the charts.
  private mutating func toggleChosen() {
    switch chosenRow {
    case .run(let run, _): hidden.formSymmetricDifference([RunKey(run)])
    case .sweep(let sweep, _):
      let keys = Set(sweep.runs.map(RunKey.init))
      if keys.isSubset(of: hidden) { hidden.subtract(keys) } else { hidden.formUnion(keys) }
    case nil: return
    }
    choose()
    move(columns: 0, rows: 1)
  }

  private mutating func pin() {
    guard let tag = shownTag else { return }
    if let place = pinned.firstIndex(of: tag) {
      pinned.remove(at: place)
    } else {
      pinned.append(tag)
    }
    chosenTag = tag
    choose()
  }

  // MARK: Choosing

  private mutating func move(columns: Int, rows: Int) {
    switch page {
    case .runs, .summary: choose(at: chosenPlace + rows)
    case .charts where isMaximized && columns != 0: moveCrosshair(by: columns)
    case .charts: choose(at: chosenPlace + columns + rows * (isMaximized ? 1 : grid.columns))
    }
  }

  private mutating func leaf(_ pages: Int) {
    choose(
      at:
        chosenPlace + pages * (page == .charts ? grid.columns * grid.rows : max(size.height - 4, 1))
    )
  }

  /// The place of what is chosen, of the runs or of the charts.
  var chosenPlace: Int {
    switch page {
    case .runs, .summary: rows.firstIndex { $0.key == chosenRow?.key } ?? 0
    case .charts: tags.firstIndex { $0 == shownTag } ?? 0
    }
  }

  private mutating func choose(at place: Int) {
    switch page {
    case .runs, .summary:
      guard !rows.isEmpty else { return }
      chosenKey = rows[min(max(place, 0), rows.count - 1)].key
    case .charts:
      guard !tags.isEmpty else { return }
      chosenTag = tags[min(max(place, 0), tags.count - 1)]
    }
  }

  /// Over the places of all lines, from the newest on.
  private mutating func moveCrosshair(by count: Int) {
    guard let tag = shownTag else { return }
    let places = chart(of: tag, columns: size.width).places
    guard !places.isEmpty else { return }
    let now = crosshair.map { x in places.lastIndex { $0 <= x } ?? 0 } ?? places.count - 1
    let isNew = crosshair == nil
    crosshair = places[min(max(now + (isNew ? min(count, 0) : count), 0), places.count - 1)]
  }
}
