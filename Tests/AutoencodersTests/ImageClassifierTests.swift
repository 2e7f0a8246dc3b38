import Autoencoders
import ImageSets
import Testing

struct ImageClassifierTests {
  /// Two labeled images, and on which side of a line the codes lie whose images are nearer the second.
  struct HalfPlanes: Sendable {
    let pixels: [UInt8]
    let side: @Sendable (Double, Double) -> Double
  }

  /// Images halfway between black and white stand on the border, where a latent is zero.
  @Test(arguments: [
    HalfPlanes(pixels: [64, 128, 191, 128]) { x, _ in x },
    HalfPlanes(pixels: [128, 64, 128, 191]) { _, y in y },
    HalfPlanes(pixels: [64, 64, 191, 191]) { x, y in x + y },
    HalfPlanes(pixels: [64, 191, 191, 64]) { x, y in x - y },
  ])
  func regionsAreHalfPlanes(planes: HalfPlanes) {
    let images = LabeledImages(height: 1, width: 2, pixels: planes.pixels, labels: [3, 8])
    let grid = PlaneGrid(columns: 30, rows: 14, x: -3...3, y: -2...2)
    let points = grid.points
    let classes = FlatDecoder.model().classes(
      at: points.map { [Float($0.x), Float($0.y)] },
      by: NearestImageClassifier(images, voters: 1))
    var sides: Set<UInt8> = []
    for (point, found) in zip(points, classes) {
      let side = planes.side(point.x, point.y)
      guard abs(side) > 1e-6 else { continue }
      #expect(found == ClassShare(label: side > 0 ? 8 : 3, share: 1))
      sides.insert(found.label)
    }
    #expect(classes.count == 420 && sides == [3, 8])
  }

  /// Images of one pixel: three of five nearest, and a tie that the nearest decides.
  @Test func mostOfTheNearestDecide() {
    let images = LabeledImages(
      height: 1, width: 1, pixels: [10, 20, 30, 40, 50, 200], labels: [4, 4, 6, 6, 6, 9])
    func classes(_ voters: Int, at pixels: [Float]) -> [ClassShare] {
      NearestImageClassifier(images, voters: voters)
        .classes(of: pixels.map { $0 / 255 }, on: makeEngine())
    }
    #expect(classes(5, at: [25]) == [ClassShare(label: 6, share: 0.6)])
    #expect(
      classes(2, at: [21, 33])
        == [ClassShare(label: 4, share: 0.5), ClassShare(label: 6, share: 1)])
    #expect(classes(1, at: [255]) == [ClassShare(label: 9, share: 1)])
    #expect(classes(50, at: [0]) == [ClassShare(label: 6, share: 0.5)])
  }

  @Test func noCodesHaveNoClasses() {
    let images = LabeledImages(height: 1, width: 2, pixels: [0, 0], labels: [1])
    #expect(FlatDecoder.model().classes(at: [], by: NearestImageClassifier(images)).isEmpty)
  }
}
