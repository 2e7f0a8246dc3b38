import Autoencoders
import Testing

struct PlaneGridTests {
  @Test func pointsAreTheMiddlesOfCellsFromTheTop() {
    let grid = PlaneGrid(columns: 3, rows: 2, x: 0...3, y: -2...2)
    #expect(grid.xs == [0.5, 1.5, 2.5] && grid.ys == [1, -1])
    #expect(grid.points.map(\.x) == [0.5, 1.5, 2.5, 0.5, 1.5, 2.5])
    #expect(grid.points.map(\.y) == [1, 1, 1, -1, -1, -1])
    #expect(grid.cellWidth == 1 && grid.cellHeight == 2)
  }

  @Test(arguments: [(60, 28), (7, 5), (1, 1), (16, 3)])
  func passesHaveEveryCellOnce(columns: Int, rows: Int) {
    let grid = PlaneGrid(columns: columns, rows: rows, x: 0...1, y: 0...1)
    let passes = grid.passes(from: 4)
    #expect(passes.map(\.spacing) == [4, 2, 1])
    #expect(passes.flatMap(\.cells).sorted() == Array(0..<grid.count))
    var done: Set<Int> = []
    for pass in passes {
      done.formUnion(pass.cells)
      #expect(
        (0..<grid.count).allSatisfy {
          done.contains(grid.representative(of: $0, spacing: pass.spacing))
        })
    }
  }

  @Test func theNearestCoarseCellIsUpAndLeft() {
    let grid = PlaneGrid(columns: 10, rows: 10, x: 0...1, y: 0...1)
    #expect(grid.representative(of: 57, spacing: 4) == 44)
    #expect(grid.representative(of: 57, spacing: 1) == 57)
  }
}
