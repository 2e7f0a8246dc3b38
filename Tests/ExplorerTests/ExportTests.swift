import FileFormats
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// Codes that a person takes along, of the fixture's ring.
struct ExportTests {
  private static var state: ExplorerState {
    var state = Fixture.start
    state.session.images = Fixture.ringImages
    state.session.folder = "runs/vae"
    return state
  }

  private static let target = FileTarget.numbered(
    folder: "runs/vae", stem: "codes", ending: "npz")

  private static func rows(_ effects: [Effect]) -> [Int]? {
    guard case .export(let rows, .first, _, _)? = effects.first else { return nil }
    return rows
  }

  @Test func aRegionIsBetweenTwoCorners() throws {
    var state = Self.state
    _ = state.update(.typed("latent.goto 1 -1"))
    #expect(state.press("B") == [] && state.notice == .regionBegun)
    _ = state.update(.typed("latent.goto 3 1"))
    let effects = state.press("B")
    let rows = try #require(Self.rows(effects))
    let expected = Fixture.map.points.indices.filter {
      (1...3).contains(Fixture.map.points[$0].x) && (-1...1).contains(Fixture.map.points[$0].y)
    }
    #expect(rows == expected && rows.count > 50)
    #expect(effects == [.export(rows: rows, of: .first, .npz, Self.target)])
    #expect(state.run.regionCorner == nil)
    // The same by its ends, in any order.
    #expect(Self.rows(state.update(.typed("export.region 3 1 1 -1"))) == rows)
  }

  @Test func theRectangleIsDrawnUntilItIsDropped() {
    var state = Self.state
    let before = state.render()
    state.press("B")
    _ = state.update(.typed("latent.goto 2 1"))
    var moved = Self.state
    _ = moved.update(.typed("latent.goto 2 1"))
    #expect(state.render() != moved.render())
    state.press("Esc")
    #expect(state.run.regionCorner == nil && state.render() == moved.render())
    #expect(before != moved.render())
  }

  @Test func aClassIsExported() throws {
    var state = Self.state
    let effects = state.update(.typed("export.class 3 threes.npy"))
    let rows = (0..<2_000).filter { $0 % 10 == 3 }
    #expect(effects == [.export(rows: rows, of: .first, .npy, .path("threes.npy"))])
    #expect(Self.rows(state.update(.typed("export.class 3"))) == rows)
    #expect(
      state.update(.typed("export.class cat")) == []
        && state.notice == .noSuchClass(state.run.classes.names))
    #expect(state.update(.typed("export.class 3 threes.csv")) == [])
    #expect(state.notice == .noCommand("export.class 3 threes.csv"))
    #expect(state.update(.typed("export.region 90 91 90 91")) == [])
    #expect(state.notice == .noCodesThere)
  }

  @Test func anArchiveHoldsCodesAndImages() throws {
    var state = Self.state
    // Every other test image, so that numbers are not places.
    let kept = Array(stride(from: 0, to: 4_000, by: 2))
    let all = LabeledImages(
      height: 28, width: 28, pixels: (0..<4_000 * 784).map { UInt8(truncatingIfNeeded: $0 / 784) },
      labels: (0..<4_000).map { UInt8($0 / 2 % 10) })
    state.session.images = all.choosing(kept)
    let map = try #require(state.run.map)
    let file = try CodesExport([5, 17], of: state.run, map: map).bytes(.npz)
    let archive = try ZipArchive(parsing: file)
    func array(_ name: String) throws -> NPYArray {
      try NPYArray(parsing: archive.member(named: "\(name).npy"))
    }
    #expect(try array("codes").floats == map.code(5) + map.code(17))
    #expect(try array("codes").shape == [2, 2])
    #expect(try array("indices").integers == [10, 34])
    #expect(try array("labels").integers == [5, 7])
    #expect(try array("images").shape == [2, 28, 28])
    #expect(
      try array("images").bytes == [UInt8](repeating: 10, count: 784)
        + .init(repeating: 34, count: 784))
    #expect(try array("places").shape == [2, 2])
  }

  @Test func aTableHasARowForEachCode() throws {
    let state = Self.state
    let map = try #require(state.run.map)
    let table = try NPYArray(parsing: CodesExport([5, 17], of: state.run, map: map).bytes(.npy))
    #expect(table.shape == [2, 4])
    #expect(table.floats == [5, 5] + map.code(5) + [17, 7] + map.code(17))
  }
}
