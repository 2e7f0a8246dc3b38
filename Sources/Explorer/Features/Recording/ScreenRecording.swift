internal import TerminalUI

/// Screens one after another, each as the cells in which it differs from the one before.
struct ScreenRecording: Equatable, Sendable {
  /// A screen, from a moment on.
  struct Frame: Equatable, Sendable {
    /// When it was shown, in milliseconds since the first.
    let milliseconds: Int
    /// Its size.
    let size: Size
    /// Whether all cells were blank before.
    let isBlankBefore: Bool
    /// The cells that differ from those before.
    let changes: [Change]
  }

  /// A cell and its place, row after row.
  struct Change: Equatable, Sendable {
    let place: UInt32
    let cell: Cell
  }

  /// Cells that are kept at most: some 80 MB, a minute and a half of a walk over 120x40 that never stops, and hours
  /// of other use.
  static let mostChanges = 4 << 20

  /// The screens in their order.
  private(set) var frames: [Frame] = []
  /// When the last screen was seen last, in milliseconds since the first.
  private(set) var milliseconds = 0
  private var start: Int?
  private var shown: CellBuffer?
  private var changeCount = 0

  /// Adds what is shown from a moment on, in milliseconds; false where there is no room for it.
  mutating func add(_ screen: CellBuffer, at moment: Int) -> Bool {
    let start = start ?? moment
    self.start = start
    milliseconds = max(moment - start, milliseconds)
    let previous = shown.flatMap { $0.size == screen.size ? $0 : nil }
    let changes = Self.changes(from: previous ?? CellBuffer(size: screen.size), to: screen)
    guard previous == nil || !changes.isEmpty else { return true }
    guard changeCount + changes.count <= Self.mostChanges else { return false }
    changeCount += changes.count
    frames.append(
      Frame(
        milliseconds: milliseconds, size: screen.size, isBlankBefore: previous == nil,
        changes: changes))
    shown = screen
    return true
  }

  /// Notes that the last screen is still shown at a moment, in milliseconds.
  mutating func end(at moment: Int) {
    milliseconds = max(moment - (start ?? moment), milliseconds)
  }

  private static func changes(from old: CellBuffer, to new: CellBuffer) -> [Change] {
    var changes: [Change] = []
    for row in 0..<new.size.height {
      for (column, (before, after)) in zip(old.row(row), new.row(row)).enumerated()
      where before != after {
        changes.append(Change(place: UInt32(row * new.size.width + column), cell: after))
      }
    }
    return changes
  }

  /// The greatest number of columns and that of rows of all screens.
  var largest: Size {
    Size(
      width: frames.map(\.size.width).max() ?? 0, height: frames.map(\.size.height).max() ?? 0)
  }
}

extension ScreenRecording {
  /// A recording with fewer screens: of those that follow each other sooner than a time, the last one.
  func thinned(to interval: Int) -> ScreenRecording {
    var thinned = ScreenRecording()
    var screen = CellBuffer(size: Size(width: 0, height: 0))
    for (index, frame) in frames.enumerated() {
      screen = frame.applied(to: screen)
      let isFollowedSoon =
        index + 1 < frames.count
        && frames[index + 1].milliseconds / interval == frame.milliseconds / interval
      if !isFollowedSoon || index == 0 { _ = thinned.add(screen, at: frame.milliseconds) }
    }
    thinned.end(at: milliseconds)
    return thinned
  }
}

extension ScreenRecording.Frame {
  /// The screen that follows another.
  func applied(to screen: CellBuffer) -> CellBuffer {
    var screen = isBlankBefore ? CellBuffer(size: size) : screen
    for change in changes {
      let (row, column) = Int(change.place).quotientAndRemainder(dividingBy: size.width)
      screen[column, row] = change.cell
    }
    return screen
  }

  /// The changes as runs of cells beside each other.
  var runs: [(position: Position, cells: [Cell])] {
    var runs: [(position: Position, cells: [Cell])] = []
    var last = -2
    for change in changes {
      let place = Int(change.place)
      let position = Position(column: place % size.width, row: place / size.width)
      if place == last + 1, position.column > 0 {
        runs[runs.count - 1].cells.append(change.cell)
      } else {
        runs.append((position, [change.cell]))
      }
      last = place
    }
    return runs
  }
}
