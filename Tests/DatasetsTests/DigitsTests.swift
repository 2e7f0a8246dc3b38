import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

struct DigitsTests {
  static let digits = Dataset.digits(seed: 0, train: 2_000, test: 500)

  @Test func areTheSameForTheSameSeed() {
    #expect(Dataset.digits(seed: 0, train: 2_000, test: 500) == Self.digits)
    #expect(Dataset.digits(seed: 1, train: 2_000, test: 500).train != Self.digits.train)
    // More images do not change those before.
    #expect(
      Dataset.digits(seed: 0, train: 2_100, test: 10).train.prefix(2_000) == Self.digits.train)
  }

  @Test func holdEveryClassAboutEquallyOften() {
    for label in UInt8(0)..<10 {
      let count = Self.digits.train.labels.count { $0 == label }
      // Mean 200, standard deviation 13.4: five of them.
      #expect((133...267).contains(count), "class \(label) has \(count)")
    }
  }

  /// MNIST's rule: the longer side of the ink fills 20 pixels, the center of mass is in the middle.
  @Test func areSizedAndCenteredAsMNISTIs() {
    for index in 0..<Self.digits.train.count {
      let pixels = Array(Self.digits.train.image(index))
      let inked = pixels.indices.filter { pixels[$0] > 0 }
      let rows = inked.map { $0 / 28 }, columns = inked.map { $0 % 28 }
      let side =
        max((rows.max() ?? 0) - (rows.min() ?? 0), (columns.max() ?? 0) - (columns.min() ?? 0)) + 1
      #expect((19...22).contains(side), "image \(index) is \(side) pixels long")
      let mass = pixels.reduce(0.0) { $0 + Double($1) }
      let x = inked.reduce(0.0) { $0 + Double(pixels[$1]) * (Double($1 % 28) + 0.5) } / mass
      let y = inked.reduce(0.0) { $0 + Double(pixels[$1]) * (Double($1 / 28) + 0.5) } / mass
      #expect(abs(x - 14) <= 0.6 && abs(y - 14) <= 0.6, "image \(index) is centered at \(x), \(y)")
    }
  }

  /// MNIST's mean pixel is 0.1307; its nearest neighbors in pixels mostly share their class.
  @Test func lookLikeDigits() {
    let set = Self.digits
    let mean =
      set.train.pixels.reduce(0.0) { $0 + Double($1) } / Double(set.train.pixels.count) / 255
    #expect((0.08...0.18).contains(mean), "mean pixel \(mean)")
    var correct = 0
    for test in 0..<200 {
      let image = set.test.image(test)
      var best = (distance: Int.max, label: UInt8(0))
      for index in 0..<set.train.count {
        let distance = squaredDistance(image, set.train.image(index))
        if distance < best.distance { best = (distance, set.train.labels[index]) }
      }
      correct += best.label == set.test.labels[test] ? 1 : 0
    }
    #expect(correct >= 170, "\(correct) of 200 by the nearest of 2000")
  }
}
