internal import Autoencoders
internal import Foundation
internal import TerminalUI

extension ExplorerState {
  /// Takes in what happened and says what is to be done about it.
  public mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return press(key)
    case .resized(let size):
      self.size = size
      if followsCodes { fitViewport() }
      return []
    case .session(let snapshot):
      let isNewModel = snapshot.model != nil
      session = snapshot
      if followsCodes { fitViewport() }
      return isNewModel ? [.decode] : []
    case .decoded(let digit):
      self.digit = digit
      return []
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    switch overlay {
    case .quit: return answerQuit(key)
    case .saving: return key == .control("c") ? [.abort] : []
    case .help(let scroll):
      pressInHelp(key, scroll: scroll)
      return []
    case nil: break
    }
    guard let command = KeyBinding.command(for: key, in: focus) else {
      awaitsClass = false
      return []
    }
    return perform(command)
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    if awaitsClass {
      awaitsClass = false
      if case .jumpToClass(let label) = command {
        toggle(label)
        return []
      }
    }
    switch command {
    case .move(let columns, let rows): return move(columns: columns, rows: rows)
    case .jumpToClass(let label): return jump(toClass: label)
    case .origin: return place(Point(x: 0, y: 0))
    case .priorSample: return jumpToPriorSample()
    case .snap: return snap()
    case .toggleClass:
      awaitsClass = true
      notice = "show or hide which class? 0-9"
    case .showAllClasses: shownClasses = Set(0..<LatentMap.classCount)
    case .finerStep: stepCells = max(stepCells / 2, 1.0 / 16)
    case .coarserStep: stepCells = min(stepCells * 2, 16)
    case .zoomIn: zoom(by: 0.8)
    case .zoomOut: zoom(by: 1.25)
    case .fit:
      followsCodes = true
      fitViewport()
    case .nextMarkers: markers = markers == .dots ? .digits : .dots
    case .nextGamma: gamma = gamma == 1 ? 1.4 : gamma > 1 ? 0.7 : 1
    case .moveCrosshair(let cells): moveCrosshair(by: cells)
    case .toggleLogarithmic: isLogarithmic.toggle()
    case .lessSmoothing: smoothing = Self.smoothings.last { $0 < smoothing } ?? 0
    case .moreSmoothing: smoothing = Self.smoothings.first { $0 > smoothing } ?? smoothing
    case .toggleOutliers: showsOutliers.toggle()
    case .toggleRecent: showsRecent.toggle()
    case .pauseOrResume: return pauseOrResume()
    case .nextPane: moveFocus(by: 1)
    case .previousPane: moveFocus(by: -1)
    case .showPane(let pane): show(pane)
    case .toggleMaximized: maximized = maximized == nil ? focus : nil
    case .nextTheme:
      capabilities.background = capabilities.background == .dark ? .light : .dark
    case .help: overlay = .help(scroll: 0)
    case .quit, .interrupt: return quit()
    case .back:
      crosshair = nil
      maximized = nil
    }
    return []
  }

  static let smoothings = [0, 0.5, 0.8, 0.9, 0.95, 0.98]

  // MARK: Latent space

  private mutating func move(columns: Int, rows: Int) -> [Effect] {
    place(
      Point(
        x: cursor.x + Double(columns) * stepCells * viewport.unitsPerColumn,
        y: cursor.y - Double(rows) * stepCells * viewport.unitsPerRow))
  }

  /// Puts the cursor at a point and moves the viewport no further than needed to show it.
  private mutating func place(_ point: Point) -> [Effect] {
    cursor = point
    let area = plotArea
    let x = viewport.xRange(columns: area.width)
    let y = viewport.yRange(rows: area.height)
    let (stepX, stepY) = (viewport.unitsPerColumn, viewport.unitsPerRow)
    let shiftX = max(point.x + stepX - x.upperBound, 0) + min(point.x - stepX - x.lowerBound, 0)
    let shiftY = max(point.y + stepY - y.upperBound, 0) + min(point.y - stepY - y.lowerBound, 0)
    if shiftX != 0 || shiftY != 0 {
      followsCodes = false
      viewport.centerX += shiftX
      viewport.centerY += shiftY
    }
    return [.decode]
  }

  private mutating func jump(toClass label: Int) -> [Effect] {
    guard let region = session.map?.densestRegions[label] else {
      notice = "no codes of class \(label)"
      return []
    }
    return place(Point(x: region.x, y: region.y))
  }

  private mutating func jumpToPriorSample() -> [Effect] {
    guard session.map?.plane == nil else {
      notice = "a sample of the prior lies off the plane shown"
      return []
    }
    var random = Philox(seed: 0, stream: .prior, step: priorDraws)
    priorDraws += 1
    let radius = (-2 * log(1 - Double(random.nextUnit()))).squareRoot()
    let angle = 2 * Double.pi * Double(random.nextUnit())
    return place(Point(x: radius * cos(angle), y: radius * sin(angle)))
  }

  private mutating func snap() -> [Effect] {
    guard let map = session.map,
      let nearest = map.nearest(x: cursor.x, y: cursor.y, count: 1).first
    else { return [] }
    let point = map.points[nearest.index]
    return place(Point(x: Double(point.x), y: Double(point.y)))
  }

  private mutating func toggle(_ label: Int) {
    if shownClasses.remove(label) == nil { shownClasses.insert(label) }
  }

  /// Scales the viewport so that the point under the cursor stays where it is.
  private mutating func zoom(by factor: Double) {
    followsCodes = false
    viewport.unitsPerColumn = min(max(viewport.unitsPerColumn * factor, 1e-6), 1e6)
    viewport.centerX = cursor.x + (viewport.centerX - cursor.x) * factor
    viewport.centerY = cursor.y + (viewport.centerY - cursor.y) * factor
  }

  /// Shows all codes, or a piece of the prior while there are none.
  mutating func fitViewport() {
    let bulk = session.map?.bulk ?? (-3...3, -3...3)
    let area = plotArea
    guard !area.isEmpty else { return }
    viewport = Viewport(fitting: bulk.x, bulk.y, in: area.size)
  }

  // MARK: Charts

  private mutating func moveCrosshair(by cells: Int) {
    let range = chartRange
    let step = (range.upperBound - range.lowerBound) / 50
    let from = crosshair ?? range.upperBound
    crosshair = min(max(from + Double(cells) * step, range.lowerBound), range.upperBound)
  }

  /// Epochs that the charts show.
  var chartRange: ClosedRange<Double> {
    let last = max(
      session.history.train.last?.epoch ?? 0, session.history.test.last?.epoch ?? 0)
    let end = last > 0 ? last : 1
    return (showsRecent ? end * 0.75 : 0)...end
  }

  // MARK: Panes, pause, leaving

  private mutating func moveFocus(by step: Int) {
    let shown = Pane.allCases.filter { pane in
      maximized != nil || layout?.tabs != nil || layout?.panes[pane] != nil
    }
    guard let index = shown.firstIndex(of: focus) else { return }
    show(shown[(index + step + shown.count) % shown.count])
  }

  private mutating func show(_ pane: Pane) {
    if maximized != nil { maximized = pane }
    focus = pane
    if layout?.panes[pane] == nil { maximized = pane }
  }

  private mutating func pauseOrResume() -> [Effect] {
    switch session.phase {
    case .training:
      session.phase = .paused
      return [.pause]
    case .paused:
      session.phase = .training
      return [.resume]
    case .preparing, .idle, .failed:
      notice = "nothing is being trained"
      return []
    }
  }

  private mutating func quit() -> [Effect] {
    guard session.phase.isTraining else { return [.quit] }
    overlay = .quit
    return []
  }

  private mutating func answerQuit(_ key: Key) -> [Effect] {
    switch key {
    case .character("s"), .enter:
      overlay = .saving
      return [.stop]
    case .character("k"), .control("c"):
      overlay = .saving
      return [.abort]
    case .escape, .character("c"), .character("q"):
      overlay = nil
    default: break
    }
    return []
  }

  private mutating func pressInHelp(_ key: Key, scroll: Int) {
    switch key {
    case .down, .character("j"): overlay = .help(scroll: scroll + 1)
    case .up, .character("k"): overlay = .help(scroll: max(scroll - 1, 0))
    case .pageDown: overlay = .help(scroll: scroll + 10)
    case .pageUp: overlay = .help(scroll: max(scroll - 10, 0))
    default: overlay = nil
    }
  }
}
