import Datasets
import Testing

@testable import Autoencoders

struct StructuralSimilarityTests {
  /// g = np.exp(-0.5 * ((np.arange(11) - 5) / 1.5) ** 2); w = np.outer(g, g); w /= w.sum()
  /// def ssim(a, b):
  ///   out = []
  ///   for r in range(a.shape[0] - 10):
  ///     for c in range(a.shape[1] - 10):
  ///       x, y = a[r:r+11, c:c+11], b[r:r+11, c:c+11]; mx, my = (w * x).sum(), (w * y).sum()
  ///       vx, vy = (w * (x - mx) ** 2).sum(), (w * (y - my) ** 2).sum()
  ///       cv = (w * (x - mx) * (y - my)).sum()
  ///       out.append((2*mx*my + 1e-4) * (2*cv + 9e-4) / ((mx*mx + my*my + 1e-4) * (vx + vy + 9e-4)))
  ///   return np.mean(out)
  /// i = np.arange(12 * 14); a = (i * 37 % 101 / 100).reshape(12, 14)
  /// b = 0.75 * a + 0.25 * (i * 53 % 97 / 96).reshape(12, 14)
  /// ssim(a, b), ssim(a, 1 - a)  # 0.9255009114775591, -0.9842065796087385
  @Test(arguments: runnableKernels)
  func agreesWithWindowsOneByOne(kernels: String) {
    let a = (0..<168).map { Float($0 * 37 % 101) / 100 }
    let other = (0..<168).map { Float($0 * 53 % 97) / 96 }
    let b = zip(a, other).map { 0.75 * $0 + 0.25 * $1 }
    let similarity = StructuralSimilarity(height: 12, width: 14)
    let values = similarity.values(
      Matrix(a + b + a + a, columns: 168), Matrix(b + a + a.map { 1 - $0 } + a, columns: 168),
      on: makeEngine(kernels))
    for (found, expected) in zip(values, [0.9255009114775591, 0.9255009114775591, -0.98420658, 1]) {
      #expect(abs(found - expected) < 1e-5)
    }
  }

  /// Black against white: (C₁ / (1 + C₁)) · (C₂ / C₂).
  @Test func blackAndWhiteHaveLittleInCommon() {
    let similarity = StructuralSimilarity(height: 11, width: 11)
    let values = similarity.values(
      Matrix([Float](repeating: 0, count: 121), columns: 121),
      Matrix([Float](repeating: 1, count: 121), columns: 121), on: makeEngine())
    #expect(abs(values[0] - 1e-4 / 1.0001) < 1e-7)
  }

  /// What comes out of a U-Net has seen what its skip connections carry.
  @Test func carriesSkipConnections() {
    let configuration = ModelConfiguration(
      imageHeight: 12, imageWidth: 12,
      encoder: [.convolution(channels: 3, .tanh), .skip, .maxPooling(2)], latent: .deterministic,
      decoder: [.upsampling(2), .join(channels: 3), .convolution(channels: 1, .identity)])
    let images = LabeledImagesFixture.random(5, height: 12, width: 12)
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 3, capacity: 8, on: makeEngine())
    let result = Reconstruction(of: images, by: model, seed: 1)
    let expected = StructuralSimilarity(height: 12, width: 12).values(
      Matrix(result.outputs.joined().map { $0 }, columns: 144),
      Matrix(result.targets.joined().map { $0 }, columns: 144), on: makeEngine())
    let found = Evaluator(images: images, model: configuration, capacity: 8)
      .structuralSimilarity(model, seed: 1)
    #expect(abs(found - expected.reduce(0, +) / 5) < 1e-6)
  }

  @Test func averagesOverAllImages() {
    let preset = EvaluationTests.preset
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 3, capacity: 200, on: makeEngine())
    let whole = SmallRun.evaluator(preset).structuralSimilarity(model, seed: 1)
    let parts = Evaluator(images: SmallRun.data.test, model: preset.model, capacity: 37)
      .structuralSimilarity(model, seed: 1)
    #expect(abs(whole - parts) < 1e-9 && whole > -1 && whole < 1)
  }
}
