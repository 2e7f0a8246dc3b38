import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

@testable import Autoencoders

struct BernoulliFloorTests {
  /// Of 51/255 = 1/5: log 5 - 4/5 log 4; black and white pixels are certain.
  @Test func isTheEntropyOfThePixels() {
    let images = LabeledImages(
      height: 1, width: 3, pixels: [0, 255, 51, 51, 204, 0], labels: [0, 0])
    let entropy = log(5) - 0.8 * log(4)
    #expect(abs(images.bernoulliFloor - 1.5 * entropy) < 1e-12)
  }

  /// Of MNIST: 45.76 nats for a training image, 45.53 for a test image (numpy, float64).
  @Test(.enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
  func isKnownOfMNIST() throws {
    let dataset = try Dataset.mnist(in: RealData.folder ?? "")
    #expect(abs(dataset.train.bernoulliFloor - 45.76) < 0.005)
    #expect(abs(dataset.test.bernoulliFloor - 45.53) < 0.005)
  }
}
