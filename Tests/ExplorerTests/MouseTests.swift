import TerminalUI
import Testing

@testable import Explorer

struct MouseTests {
  private static var state: ExplorerState {
    var state = Fixture.start
    _ = state.update(.typed("mouse on"))
    return state
  }

  private static func position(_ state: ExplorerState, _ pane: Pane) throws -> Position {
    let area = try #require(state.layout?.panes[pane])
    return Position(column: area.column + area.width / 2, row: area.row + area.height / 2)
  }

  @Test func isOffUntilItIsAskedFor() throws {
    var state = Fixture.start
    let before = state
    let place = try Self.position(state, .latent)
    #expect(state.update(.mouse(MouseEvent(.press, at: place))) == [] && state == before)
    #expect(
      state.update(.typed("mouse")) == [.listenToMouse(true), .remember(Preferences(mouse: .on))])
    #expect(
      state.update(.typed("mouse")) == [.listenToMouse(false), .remember(Preferences(mouse: .off))])
  }

  /// The cursor is drawn where the click was.
  @Test(arguments: [(-9, -3), (0, 0), (12, 5)])
  func aClickMovesTheCursor(columns: Int, rows: Int) throws {
    var state = Self.state
    let middle = try Self.position(state, .latent)
    let place = Position(column: middle.column + columns, row: middle.row + rows)
    _ = state.update(.mouse(MouseEvent(.press, at: place)))
    let area = Frame.interior(of: try #require(state.layout?.panes[.latent]))
    let plot = ScatterPlot.plotArea(of: area, showing: state.run.latent.viewport)
    let viewport = state.run.latent.viewport
    let (x, y) = (Double(state.run.latent.cursor[0]), Double(state.run.latent.cursor[1]))
    let column = (x - viewport.xRange(columns: plot.width).lowerBound) / viewport.unitsPerColumn
    let row = (viewport.yRange(rows: plot.height).upperBound - y) / viewport.unitsPerRow
    #expect(plot.column + Int(column.rounded(.down)) == place.column)
    #expect(plot.row + Int(row.rounded(.down)) == place.row)
  }

  @Test func theWheelZooms() throws {
    var state = Self.state
    let place = try Self.position(state, .latent)
    let before = state.run.latent.viewport.unitsPerColumn
    _ = state.update(.mouse(MouseEvent(.wheelUp, at: place)))
    #expect(abs(state.run.latent.viewport.unitsPerColumn / before - 0.8) < 1e-9)
    _ = state.update(.mouse(MouseEvent(.wheelDown, at: place)))
    #expect(abs(state.run.latent.viewport.unitsPerColumn / before - 1) < 1e-9)
  }

  @Test func aClickChoosesPageAndPane() throws {
    var state = Self.state
    let title = try #require(state.layout?.title)
    let tabs = TitleBar.tabs(of: .walk, in: title)
    let tab = try #require(tabs.first { $0.screen == .train })
    _ = state.update(.mouse(MouseEvent(.press, at: Position(column: tab.column + 2, row: 0))))
    #expect(state.screen == .train)
    _ = state.update(.mouse(MouseEvent(.press, at: try Self.position(state, .health))))
    #expect(state.focus == .health)
  }

  @Test func behindAListNothingIsClicked() throws {
    var state = Self.state
    state.press("?")
    let before = state
    _ = state.update(.mouse(MouseEvent(.press, at: try Self.position(state, .latent))))
    #expect(state == before)
  }

  /// A button that goes down begins a stroke, which follows the mouse until it goes up.
  @Test func theMouseDraws() throws {
    var state = Self.state
    state.press("F6")
    let middle = try Self.position(state, .canvas)
    func ink() throws -> Float { try #require(state.run.draw.image).pixels.reduce(0, +) }
    #expect(try ink() == 0)
    _ = state.update(.mouse(MouseEvent(.press, at: middle)))
    let dot = try ink()
    #expect(dot > 0 && state.run.draw.pen?.isDown == true && state.focus == .canvas)
    let other = Position(column: middle.column + 8, row: middle.row + 3)
    _ = state.update(.mouse(MouseEvent(.drag, at: other)))
    let line = try ink()
    #expect(line > dot)
    _ = state.update(.mouse(MouseEvent(.release, at: Position(column: 0, row: 5))))
    #expect(state.run.draw.pen?.isDown == false)
    _ = state.update(.mouse(MouseEvent(.drag, at: middle)))
    #expect(try ink() == line)
    // The stroke is one change.
    state.press("u")
    #expect(try ink() == 0)
  }
}
